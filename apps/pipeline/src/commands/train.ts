import { checkDependencies } from "../experiments/check-dependencies.ts";
import { loadExperiment } from "../experiments/load-experiment.ts";
import { findWorkspaceRoot } from "../experiments/workspace-root.ts";
import { profileTraining } from "../profiles/profile-training.ts";
import { fetchModel } from "../runs/fetch-model.ts";
import { loadData, loadModel } from "../runs/load-parts.ts";
import { runInputs } from "../runs/run-inputs.ts";
import { type EngineChoice, loadEngine } from "../runtimes/load-engine.ts";
import { type TrainedSeed, trainSeed, type TrainSeedOptions } from "../runs/train-seed.ts";
import { counted, duration, metricLines } from "../terminal/format.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "./context.ts";

export interface TrainFlags extends CommonFlags, EngineChoice {
  readonly seed?: number;
  readonly resume: boolean;
  readonly profile: boolean;
}

/** Train an experiment, with one seed or all of its own; or, to profile, a few updates that leave no run. */
export async function train(this: Context, { seed, resume, json, ...choice }: TrainFlags, name: string): Promise<void> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const loaded = await loadExperiment(root, name);
  checkDependencies(loaded);
  const engine = await loadEngine(root, choice);
  await fetchModel(loaded, reporter, this.signal);
  const parts = once(async () => {
    const dataset = await loadData(loaded);
    dataset.warnings.forEach(reporter.say);
    return { dataset, model: loadModel(loaded) };
  });
  if (choice.profile) {
    const [firstSeed = 0] = loaded.experiment.seeds;
    await profileTraining({ loaded, seed: seed ?? firstSeed, engine, parts, reporter, signal: this.signal });
    return;
  }
  const inputs = runInputs(loaded, engine);
  const trained: TrainedSeed[] = [];
  for (const each of seed === undefined ? loaded.experiment.seeds : [seed]) {
    if (!json && trained.length > 0) reporter.say("");
    const run = await trainSeed({ loaded, seed: each, resume, inputs, engine, parts, reporter, signal: this.signal });
    trained.push(run);
    if (!json) summary(run).forEach(reporter.say);
  }
  const mean = meanPearson(trained);
  reporter.result(
    {
      experiment: name,
      meanPearson: mean,
      runs: trained.map(({ path, reused, record }) => ({ path, reused, record })),
    },
    trained.length > 1 && mean !== null
      ? ["", `mean dev Pearson of ${counted(trained.length, "seed")} ${mean.toFixed(4)}`]
      : [],
  );
}

function summary({ path, record: { result, seed } }: TrainedSeed): readonly string[] {
  const { seconds, trainingPairsPerSecond, peakMemoryMegabytes } = result;
  return [
    ...metricLines(result.dev),
    `run ${path} (seed ${seed}, ${duration(seconds.training + seconds.prediction)}, ` +
      `${trainingPairsPerSecond.toFixed(0)} pairs/s, peak memory ${(peakMemoryMegabytes / 1000).toFixed(1)} GB)`,
  ];
}

/** Null where a seed has none. */
function meanPearson(trained: readonly TrainedSeed[]): number | null {
  const values = trained.map(({ record }) => record.result.dev.pearson.estimate);
  const sum = values.reduce<number | null>(
    (total, value) => (total === null || value === null ? null : total + value),
    0,
  );
  return sum === null ? null : sum / values.length;
}

/** Read data and model at the first run that needs them, and only then. */
function once(load: TrainSeedOptions["parts"]): TrainSeedOptions["parts"] {
  let parts: ReturnType<typeof load> | undefined;
  return () => (parts ??= load());
}
