import { counted, UserError } from "@dalmeum/contracts";
import {
  type EngineChoice,
  type FailedRun,
  fetchEvidence,
  gridOf,
  type Ground,
  missingRuns,
  parseSwept,
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
import { keyText, NO_ENGINE, runKeys } from "@dalmeum/runs";
import { type ClusterChoice, describeEngine } from "../elsewhere/cluster-choice.ts";
import { obtainRuns } from "../elsewhere/obtain-runs.ts";
import { checkReportFolder, presentReport } from "../terminal/present-report.ts";
import { type CommandReporter, createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { type LanguageFlag, reportLanguage } from "../terminal/report-language.ts";
import { shareOf } from "./share.ts";

export interface SweepFlags extends CommonFlags, LanguageFlag, ClusterChoice {
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
  const { failed, choice } = reportOnly
    ? await look(this, root, points, flags, reporter)
    : await train(this, root, points, flags, reporter);
  const broken = new Set(failed.map(({ experiment }) => experiment));
  const found = await sweepResults(
    points.filter(({ reference: name }) => !broken.has(name)),
    { metric, ground: on, choice },
  );
  const finished = { experiment: text, metric, swept, failed, ...found };
  const value = { ...finished, failed: failed.map(toldOf) };
  presentReport(this, { reporter, output, value, report: sweepReport(finished, language) });
  if (failed.length > 0)
    throw new UserError(`${counted(failed.length, "run")} missing or failed; the report says which`);
}

/** As --json has it. */
const toldOf = ({ experiment, key, reason }: FailedRun) => ({
  experiment,
  run: keyText(key),
  reason: reason ?? "not trained",
});

/** Points that lack runs or have one that failed, and whose runs are looked at. */
interface Swept {
  readonly failed: readonly FailedRun[];
  readonly choice: EngineChoice;
}

async function look(
  context: Context,
  root: string,
  points: readonly LoadedExperiment[],
  flags: SweepFlags,
  reporter: CommandReporter,
): Promise<Swept> {
  const share = shareOf(context, root, reporter, () => describeEngine(context, root, flags));
  await fetchEvidence(points, flags, share);
  return { failed: await missingRuns(points, flags), choice: flags };
}

/** Every run of every point that is not there yet; one that was interrupted goes on. */
async function train(
  context: Context,
  root: string,
  points: readonly LoadedExperiment[],
  flags: SweepFlags,
  reporter: CommandReporter,
): Promise<Swept> {
  const failed: FailedRun[] = [];
  let choice: EngineChoice = flags;
  const wanted = points.map((loaded) => ({ loaded, keys: runKeys(loaded.experiment) }));
  for await (const { request, made } of obtainRuns(context, root, wanted, {
    choice: flags,
    restart: false,
    reporter,
  })) {
    const { loaded, key, plan } = request;
    const { name, precision } = plan.inputs.engine;
    if (name !== NO_ENGINE.name) choice = { engine: name, precision };
    if (!("failed" in made)) continue;
    failed.push({ experiment: loaded.reference, key, reason: made.failed.message });
    reporter.say(`failed: ${made.failed.message}`);
  }
  return { failed, choice };
}
