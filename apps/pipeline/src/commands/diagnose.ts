import { diagnoseRun, diagnosisReport, type Ground } from "@dalmeum/evidence";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import { findRun, loadData } from "@dalmeum/runs";
import { checkReportFolder, presentReport } from "../terminal/present-report.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { type LanguageFlag, reportLanguage } from "../terminal/report-language.ts";
import { shareOf } from "./share.ts";

export interface DiagnoseFlags extends CommonFlags, LanguageFlag {
  readonly on?: Ground;
  readonly testPearson?: number;
  readonly worst: number;
  readonly output?: string;
}

/** Show where a run is good and where it is not. */
export async function diagnose(this: Context, flags: DiagnoseFlags, run: string): Promise<void> {
  const { on: ground = "dev", testPearson, worst, output, json } = flags;
  const language = reportLanguage(flags);
  checkReportFolder(this, output);
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const found = await findRun({ root, cwd: this.cwd, path: run, share: shareOf(this, root, reporter) });
  const diagnosis = diagnoseRun(found, await loadData(found.loaded), { ground, testPearson, worst });
  presentReport(this, { reporter, output, value: diagnosis, report: diagnosisReport(diagnosis, language) });
}
