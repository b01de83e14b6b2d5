import { createRng, type Dataset, type Engine, type Model, type RunProfile, UserError } from "@dalmeum/contracts";
import { createTrainer, encodePairs, likeLengthBatches } from "@dalmeum/training";
import type { Experiment } from "../experiments/define-experiment.ts";
import { augmentedPairs } from "../runs/load-parts.ts";
import type { Reporter } from "../terminal/reporter.ts";

/** Batches that are measured, fewer where there are fewer. */
const BATCHES = 5;

/** The two halves of an update, as people read them. */
export const STEPS = {
  gradient: "gradient step: forward, loss, backward",
  update: "update step: clipping, optimizer",
} as const;
export type StepName = keyof typeof STEPS;

/** One update that was measured. Times are in milliseconds on the clock of `performance.now()`. */
export interface UpdateTime {
  readonly start: number;
  readonly duration: number;
  /** Tokens computed, padding included. */
  readonly tokens: number;
}

/** Where the time of some updates went. */
export interface UpdatesProfile {
  readonly updates: readonly UpdateTime[];
  /** Runs of each half, one an update. */
  readonly steps: Readonly<Record<StepName, readonly RunProfile[]>>;
}

export interface ProfileTask {
  readonly experiment: Experiment;
  readonly seed: number;
  readonly dataset: Dataset;
  readonly model: Model;
  /** Made to profile. */
  readonly engine: Engine;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}

/**
 * Update on a training's first batches twice: once, so that every graph is compiled and every page touched, and once more
 * to measure.
 * @throws UserError where there are no training pairs.
 */
export async function profileUpdates(task: ProfileTask): Promise<UpdatesProfile> {
  const { experiment, seed, dataset, model, reporter, signal } = task;
  const { batchSize, maxLength, schedule, epochs } = experiment;
  const rng = createRng(seed).fork("training");
  const pairs = augmentedPairs(experiment, dataset.train, seed);
  if (pairs.length === 0) throw new UserError("profile: found no training pairs, expected at least one");
  const encoded = encodePairs(model, pairs, maxLength);
  const lengths = encoded.map(({ length }) => length);
  const all = likeLengthBatches(lengths, batchSize, rng.fork("epoch 1"));
  const batches = all.slice(0, BATCHES).map((indices) => indices.flatMap((index) => encoded[index] ?? []));
  const trainer = createTrainer({ ...experiment, model, engine: task.engine, rng });
  const progress = reporter.progress("profiling      ");
  const twice = [...batches, ...batches];
  const total = twice.reduce((sum, batch) => sum + batch.length, 0);
  const times: UpdateTime[] = [];
  let done = 0;
  progress.update(done, total, ["compiling"]);
  try {
    for (const [index, batch] of twice.entries()) {
      // Waiting for a macrotask lets a signal's handler run between two updates.
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      const start = performance.now();
      const learningRate = schedule.learningRate(index, epochs * all.length);
      const { tokens } = await trainer.update(batch, index + 1, learningRate);
      times.push({ start, duration: performance.now() - start, tokens });
      progress.update((done += batch.length), total);
    }
    const { gradient, update } = await trainer.endProfile();
    return {
      updates: times.slice(batches.length),
      steps: { gradient: gradient.slice(batches.length), update: update.slice(batches.length) },
    };
  } finally {
    progress.finish();
    await trainer.dispose();
  }
}
