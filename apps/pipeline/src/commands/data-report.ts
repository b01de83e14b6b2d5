import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describeDataset, readAsWritten } from "@dalmeum/data";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import { dataReport } from "@dalmeum/evidence";
import { datasetNamed } from "../command-line/dataset-named.ts";
import { checkReportFolder, presentReport } from "../terminal/present-report.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { type LanguageFlag, reportLanguage } from "../terminal/report-language.ts";

export interface DataReportFlags extends CommonFlags, LanguageFlag {
  readonly output?: string;
}

/** Say what a competition's pairs are like, and what to look at in them. */
export async function reportData(this: Context, flags: DataReportFlags, folder: string): Promise<void> {
  const { output, json } = flags;
  const language = reportLanguage(flags);
  checkReportFolder(this, output);
  const here = resolve(this.cwd, folder);
  const place = existsSync(here) ? here : datasetNamed(findWorkspaceRoot(this.cwd), this.cwd, folder);
  const described = describeDataset(await readAsWritten(place));
  const reporter = createReporter(this.process, json);
  presentReport(this, { output, reporter, value: described, report: dataReport(folder, described, language) });
}
