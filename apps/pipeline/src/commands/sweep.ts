import { counted, UserError } from "@dalmeum/contracts";
import {
  fetchEvidence,
  gridOf,
  type Ground,
  missingRuns,
  parseSwept,
  runSweep,
  sweepReport,
  sweepResults,
  withSeeds,
} from "@dalmeum/evidence";
import {
  buildExperiment,
  findWorkspaceRoot,
  type LoadedExperiment,
  type Metric,
  parseReference,
} from "@dalmeum/experiments";
import { chooseEngine, type EngineChoice } from "@dalmeum/runtimes";
import { checkReportFolder, presentReport } from "../terminal/present-report.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { shareOf } from "./share.ts";

export interface SweepFlags extends CommonFlags, EngineChoice {
  readonly set: readonly string[];
  readonly reportOnly: boolean;
  readonly seeds?: number;
  readonly metric?: Metric;
  readonly on?: Ground;
  readonly output?: string;
}

/** Train an experiment with every combination of settings, and show what they do. */
export async function sweep(this: Context, flags: SweepFlags, text: string): Promise<void> {
  const { set, seeds, metric = "pearson", on, output, json, reportOnly } = flags;
  checkReportFolder(this, output);
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const reference = parseReference(text);
  const swept = set.map(parseSwept);
  const points: LoadedExperiment[] = [];
  // All are built before one is trained: a value out of range is found at once.
  for (const settings of gridOf(swept)) {
    const point = { name: reference.name, settings: { ...reference.settings, ...settings } };
    points.push(withSeeds(await buildExperiment(root, point), seeds));
  }
  const engine = reportOnly ? undefined : await chooseEngine(root, flags);
  const share = shareOf(this, root, reporter, () => chooseEngine(root, flags));
  if (reportOnly) await fetchEvidence(points, flags, share);
  const failed =
    engine === undefined
      ? await missingRuns(points, flags)
      : await runSweep({ points, engine, reporter, signal: this.signal, share });
  const broken = new Set(failed.map(({ experiment }) => experiment));
  const found = await sweepResults(
    points.filter(({ reference: name }) => !broken.has(name)),
    { metric, ground: on, choice: engine === undefined ? flags : { engine: engine.name, precision: engine.precision } },
  );
  const finished = { experiment: text, metric, swept, failed, ...found };
  presentReport(this, { reporter, output, value: finished, report: sweepReport(finished) });
  if (failed.length > 0)
    throw new UserError(`${counted(failed.length, "run")} missing or failed; the report says which`);
}
