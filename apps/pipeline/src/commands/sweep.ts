import { counted, UserError } from "@dalmeum/contracts";
import {
  type FailedRun,
  gridOf,
  type Ground,
  parseSwept,
  type PointRuns,
  racePoints,
  raceReport,
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
import { keyText, runKeys } from "@dalmeum/runs";
import type { ClusterChoice } from "../elsewhere/cluster-choice.ts";
import { checkReportFolder, presentReport } from "../terminal/present-report.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { type LanguageFlag, reportLanguage } from "../terminal/report-language.ts";
import { lookForRuns, makeRuns } from "./sweep-runs.ts";

export interface SweepFlags extends CommonFlags, LanguageFlag, ClusterChoice {
  readonly set: readonly string[];
  readonly reportOnly: boolean;
  readonly race: boolean;
  readonly seeds?: number;
  readonly metric?: Metric;
  readonly on?: Ground;
  readonly output?: string;
}

/** Train an experiment with every combination of settings, or as many runs as answer its hypothesis, and show what they do. */
export async function sweep(this: Context, flags: SweepFlags, text: string): Promise<void> {
  const { set, seeds, metric = "pearson", on, output, json, reportOnly, race } = flags;
  const language = reportLanguage(flags);
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
  if (race) {
    const found = await racePoints({
      points,
      metric: flags.metric,
      ground: on,
      make: (wanted) =>
        reportOnly
          ? lookForRuns(this, root, wanted.map(ofSeeds), flags, reporter)
          : makeRuns(this, root, wanted, flags, reporter),
    });
    const raced = { experiment: text, swept: swept.map(({ name }) => name), ...found };
    const value = { ...raced, failed: raced.failed.map(toldOf) };
    presentReport(this, { reporter, output, value, report: raceReport(raced, language) });
    expectMade(raced.failed);
    return;
  }
  const { failed, choice } = reportOnly
    ? await lookForRuns(this, root, points, flags, reporter)
    : await makeRuns(this, root, points.map(wholePoint), flags, reporter);
  const broken = new Set(failed.map(({ experiment }) => experiment));
  const found = await sweepResults(
    points.filter(({ reference: name }) => !broken.has(name)),
    { metric, ground: on, choice },
  );
  const finished = { experiment: text, metric, swept, failed, ...found };
  const value = { ...finished, failed: failed.map(toldOf) };
  presentReport(this, { reporter, output, value, report: sweepReport(finished, language) });
  expectMade(failed);
}

/** As an experiment that has the seeds of these runs alone. */
function ofSeeds({ loaded, keys }: PointRuns): LoadedExperiment {
  const { experiment } = loaded;
  if (experiment.kind === "ensemble" || experiment.kind === "predictions") return loaded;
  return { ...loaded, experiment: { ...experiment, seeds: [...new Set(keys.map(({ seed }) => seed))] } };
}

const wholePoint = (loaded: LoadedExperiment) => ({ loaded, keys: runKeys(loaded.experiment) });

/** As --json has it. */
const toldOf = ({ experiment, key, reason }: FailedRun) => ({
  experiment,
  run: keyText(key),
  reason: reason ?? "not trained",
});

function expectMade(failed: readonly FailedRun[]): void {
  if (failed.length === 0) return;
  throw new UserError(`${counted(failed.length, "run")} missing or failed; the report says which`);
}
