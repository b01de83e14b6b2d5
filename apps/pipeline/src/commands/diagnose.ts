import { diagnoseRun } from "../diagnosis/diagnose-run.ts";
import { diagnosisReport } from "../diagnosis/diagnosis-report.ts";
import type { Ground } from "../evidence/grounds.ts";
import { findWorkspaceRoot } from "../experiments/workspace-root.ts";
import { findRun } from "../runs/find-run.ts";
import { loadData } from "../runs/load-data.ts";
import { presentReport } from "../terminal/present-report.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "./context.ts";

export interface DiagnoseFlags extends CommonFlags {
  readonly on?: Ground;
  readonly testPearson?: number;
  readonly worst: number;
  readonly output?: string;
}

/** Show where a run is good and where it is not. */
export async function diagnose(this: Context, flags: DiagnoseFlags, run: string): Promise<void> {
  const { on: ground = "dev", testPearson, worst, output, json } = flags;
  const found = await findRun(findWorkspaceRoot(this.cwd), this.cwd, run);
  const diagnosis = diagnoseRun(found, await loadData(found.loaded), { ground, testPearson, worst });
  const reporter = createReporter(this.process, json);
  presentReport(this, { reporter, output, value: diagnosis, report: diagnosisReport(diagnosis) });
}
