import { blendReport } from "@dalmeum/evidence";
import type { Language } from "@dalmeum/reports/language";
import type { BlendResult } from "@dalmeum/runs";
import { reportText } from "../terminal/present-report.ts";
import type { Context } from "../terminal/context.ts";

/** What an ensemble learned, as wide as the terminal. */
export function blendText(
  context: Pick<Context, "process">,
  experiment: string,
  blend: BlendResult,
  language: Language,
): string {
  return reportText(context, blendReport(experiment, blend, language));
}
