import { resolve } from "node:path";
import { describeDataset, readAsWritten } from "@dalmeum/data";
import { dataReport } from "@dalmeum/evidence";
import { checkReportFolder, presentReport } from "../terminal/present-report.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";

export interface DataReportFlags extends CommonFlags {
  readonly output?: string;
}

/** Say what a competition's pairs are like, and what to look at in them. */
export async function reportData(this: Context, { output, json }: DataReportFlags, folder: string): Promise<void> {
  checkReportFolder(this, output);
  const described = describeDataset(await readAsWritten(resolve(this.cwd, folder)));
  const reporter = createReporter(this.process, json);
  presentReport(this, { output, reporter, value: described, report: dataReport(folder, described) });
}
