import { diagnoseRun, diagnosisReport, type Ground } from "@dalmeum/evidence";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import { findRun, loadData } from "@dalmeum/runs";
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
