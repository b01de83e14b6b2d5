import { curvesReport, learningCurves, loadSubject, runsOf, type SubjectRuns } from "@dalmeum/evidence";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import { chooseEngine, type EngineChoice } from "@dalmeum/runtimes";
import { presentReport } from "../terminal/present-report.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "./context.ts";

export interface CurvesFlags extends CommonFlags, EngineChoice {
  readonly reach?: number;
  readonly seeds?: number;
  readonly output?: string;
}

/** Draw dev Pearson over the updates of finished runs. */
export async function curves(this: Context, flags: CurvesFlags, ...references: readonly string[]): Promise<void> {
  const { reach, seeds, output, json } = flags;
  const root = findWorkspaceRoot(this.cwd);
  const engine = await chooseEngine(root, flags);
  const subjects: SubjectRuns[] = [];
  for (const reference of references) subjects.push(await runsOf(await loadSubject(root, reference, seeds), engine));
  const found = learningCurves(subjects, reach);
  const reporter = createReporter(this.process, json);
  presentReport(this, { reporter, output, value: found, report: curvesReport(found, reach) });
}
