import { relative, resolve } from "node:path";
import { checkOutputFolder } from "@dalmeum/files";
import { type Report, type Said, toText, writeReport } from "@dalmeum/reports";
import type { Context } from "./context.ts";
import { readableColumns } from "./readable-columns.ts";
import type { CommandReporter } from "./reporter.ts";

export interface PresentedReport {
  readonly reporter: CommandReporter;
  /** What --json prints. */
  readonly value: unknown;
  readonly report: Report;
  /** Folder to write the report to as well, as the person named it. */
  readonly output: string | undefined;
}

/** Check, before anything is computed, that a report can be written where the person wants it. */
export function checkReportFolder({ cwd }: Pick<Context, "cwd">, output: string | undefined): void {
  if (output !== undefined) checkOutputFolder(resolve(cwd, output));
}

/** A report as wide as the terminal, or as is easy to read. */
export function reportText({ process: { stdout } }: Pick<Context, "process">, report: Report): string {
  return toText(report, { columns: readableColumns(stdout) }).trimEnd();
}

const WRITTEN: Said<string> = { en: "report.md and report.html", ko: "report.md와 report.html" };

/** Print a report, and write it as Markdown and HTML where a folder is named. */
export function presentReport(
  context: Pick<Context, "cwd" | "process">,
  { reporter, value, report, output }: PresentedReport,
): void {
  const lines = [reportText(context, report)];
  if (output !== undefined) {
    const { cwd } = context;
    const folder = resolve(cwd, output);
    writeReport(folder, report);
    lines.push("", `${relative(cwd, folder)}: ${WRITTEN[report.language ?? "en"]}`);
  }
  reporter.result(value, lines);
}
