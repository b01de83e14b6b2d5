import { relative, resolve } from "node:path";
import { type Report, toText, writeReport } from "@dalmeum/reports";
import type { Context } from "../commands/context.ts";
import type { Reporter } from "./reporter.ts";

/** Where no terminal tells its width. */
const COLUMNS = 100;
/** Longer lines are hard to read. */
const MOST_COLUMNS = 120;

export interface PresentedReport {
  readonly reporter: Reporter;
  /** What --json prints. */
  readonly value: unknown;
  readonly report: Report;
  /** Folder to write the report to as well, as the person named it. */
  readonly output: string | undefined;
}

/** Print a report, and write it as Markdown and HTML where a folder is named. */
export function presentReport(
  { cwd, process: { stdout } }: Pick<Context, "cwd" | "process">,
  { reporter, value, report, output }: PresentedReport,
): void {
  const columns = Math.min(stdout.columns ?? COLUMNS, MOST_COLUMNS);
  const lines = [toText(report, { columns }).trimEnd()];
  if (output !== undefined) {
    const folder = resolve(cwd, output);
    writeReport(folder, report);
    lines.push("", `${relative(cwd, folder)}: report.md and report.html`);
  }
  reporter.result(value, lines);
}
