import { checkDependencies, expectTraining, findWorkspaceRoot, loadExperiment } from "@dalmeum/experiments";
import { planRuns, keyOf, keyText, runKeys, type RunSelection, type TrainedRun, trainRun } from "@dalmeum/runs";
import { chooseEngine, type EngineChoice } from "@dalmeum/runtimes";
import { counted } from "@dalmeum/contracts";
import { duration, metricLines } from "../terminal/format.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { shareOf } from "./share.ts";

export interface TrainFlags extends CommonFlags, EngineChoice, RunSelection {
  readonly restart: boolean;
  readonly profile: boolean;
  readonly expect?: string;
  readonly expectNode?: number;
  readonly events: boolean;
}

/** Train an experiment: one seed, one fold, or all of its own; or, to profile, a few updates that leave no run. */
export async function train(this: Context, { restart, json, ...choice }: TrainFlags, reference: string): Promise<void> {
  const root = findWorkspaceRoot(this.cwd);
  const load = async () => {
    const loaded = await loadExperiment(root, reference);
    await checkDependencies(loaded);
    return { loaded, keys: runKeys(loaded.experiment, choice) };
  };
  const { expect: identity, expectNode: node, events } = choice;
  if (identity !== undefined) {
    const { trainExpected } = await import("./train-expected.ts");
    await trainExpected(this, { root, load, choice, restart, identity, node, events });
    return;
  }
  const reporter = createReporter(this.process, json);
  const { loaded, keys } = await load();
  const tools = { engine: await chooseEngine(root, choice), reporter, signal: this.signal };
  const [key] = keys;
  if (choice.profile && key !== undefined) {
    const { profileTraining } = await import("@dalmeum/runs/training");
    const { head, text, trace } = await profileTraining(expectTraining(loaded), key, tools);
    reporter.result({ experiment: loaded.name, seed: key.seed, text, trace }, [
      ...head,
      "",
      `per operator and node: ${text}`,
      `over time: ${trace}, which https://ui.perfetto.dev opens`,
    ]);
    return;
  }
  const share = shareOf(this, root, reporter, () => Promise.resolve(tools.engine));
  const plan = await planRuns(loaded, tools, share);
  const trained: TrainedRun[] = [];
  for (const each of keys) {
    if (!json && trained.length > 0) reporter.say("");
    const run = await trainRun({
      loaded,
      key: each,
      restart,
      plan,
      engine: tools.engine,
      reporter,
      signal: this.signal,
      share,
    });
    trained.push(run);
    if (!json) summary(run).forEach(reporter.say);
    if (!json && run.record.result.blend !== undefined) {
      reporter.say("");
      // Few trainings blend, and reports take a while to load.
      const { blendText } = await import("./blend-text.ts");
      reporter.say(blendText(this, loaded.reference, run.record.result.blend));
    }
  }
  const mean = meanPearson(trained);
  reporter.result(
    {
      experiment: loaded.reference,
      meanPearson: mean,
      runs: trained.map(({ path, reused, record }) => ({ path, reused, record })),
    },
    trained.length > 1 && mean !== null
      ? ["", `mean dev Pearson of ${counted(trained.length, "run")} ${mean.toFixed(4)}`]
      : [],
  );
}

/** What a run that was there took cannot be computed anew. */
function summary({ path, record, reused }: TrainedRun): readonly string[] {
  const { result } = record;
  const { seconds, trainingPairsPerSecond, peakMemoryMegabytes } = result;
  const speed = trainingPairsPerSecond > 0 ? `${trainingPairsPerSecond.toFixed(0)} pairs/s, ` : "";
  return [
    ...metricLines(result.dev, "dev"),
    ...(result.heldOut === undefined ? [] : metricLines(result.heldOut, "out-of-fold")),
    `run ${path} (${keyText(keyOf(record))}${reused ? "; its record says " : ", "}${duration(seconds.training + seconds.prediction)}, ` +
      `${speed}peak memory ${(peakMemoryMegabytes / 1000).toFixed(1)} GB)`,
  ];
}

/** Null where a seed has none. */
function meanPearson(trained: readonly TrainedRun[]): number | null {
  const values = trained.map(({ record }) => record.result.dev.pearson.estimate);
  const sum = values.reduce<number | null>(
    (total, value) => (total === null || value === null ? null : total + value),
    0,
  );
  return sum === null ? null : sum / values.length;
}
