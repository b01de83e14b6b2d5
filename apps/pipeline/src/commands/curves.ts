import {
  codeWarnings,
  curvesReport,
  fetchEvidence,
  learningCurves,
  loadSubject,
  runsOf,
  type Subject,
} from "@dalmeum/evidence";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import { keyText } from "@dalmeum/runs";
import { type ClusterChoice, describeEngine } from "../elsewhere/cluster-choice.ts";
import { checkReportFolder, presentReport } from "../terminal/present-report.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { type LanguageFlag, reportLanguage } from "../terminal/report-language.ts";
import { shareOf } from "./share.ts";

export interface CurvesFlags extends CommonFlags, LanguageFlag, ClusterChoice {
  readonly reach?: number;
  readonly seeds?: number;
  readonly output?: string;
}

/** Draw dev Pearson over the updates of finished runs. */
export async function curves(this: Context, flags: CurvesFlags, ...references: readonly string[]): Promise<void> {
  const { reach, seeds, output, json } = flags;
  const language = reportLanguage(flags);
  checkReportFolder(this, output);
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const asked: Subject[] = [];
  for (const reference of references) asked.push(await loadSubject(root, reference, seeds));
  await fetchEvidence(
    asked.flatMap(({ members }) => members),
    flags,
    shareOf(this, root, reporter, () => describeEngine(this, root, flags)),
  );
  const { subjects, warnings: ofEngines } = await runsOf(asked, flags);
  const found = learningCurves(subjects, reach);
  const warnings = [...ofEngines, ...codeWarnings(subjects.flatMap(({ members }) => members.flat()))];
  // Their JSON is the curves alone.
  if (json) warnings.forEach(reporter.say);
  const value = found.map(({ experiment, key, ...curve }) => ({ experiment, run: keyText(key), ...curve }));
  presentReport(this, { reporter, output, value, report: curvesReport(found, { reach, warnings, language }) });
}
