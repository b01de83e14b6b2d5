import {
  createRng,
  type Engine,
  type Model,
  type Reporter,
  type RunProfile,
  type ScoredPair,
  UserError,
} from "@dalmeum/contracts";
import { createTrainer, encodePairs, likeLengthBatches, modelOfTraining } from "@dalmeum/training";
import type { TrainingExperiment } from "@dalmeum/experiments";

/** Updates that are measured, fewer where an epoch has fewer. */
const UPDATES = 5;

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
  /** Runs of each half. */
  readonly steps: Readonly<Record<StepName, readonly RunProfile[]>>;
}

export interface ProfileTask {
  readonly experiment: TrainingExperiment;
  readonly seed: number;
  /** Trained on. */
  readonly pairs: readonly ScoredPair[];
  readonly model: Model;
  /** Made to profile. */
  readonly engine: Engine;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}

/**
 * Do a training's first updates twice: once, so that every graph is compiled and every page touched, and once more
 * to measure.
 * @throws UserError where there are no training pairs.
 */
export async function profileUpdates(task: ProfileTask): Promise<UpdatesProfile> {
  const { experiment, seed, pairs, reporter, signal } = task;
  const model = modelOfTraining(task.model, experiment.objective, pairs);
  const { batchSize, accumulation, maxLength, schedule, epochs } = experiment;
  const rng = createRng(seed).fork("training");
  if (pairs.length === 0) throw new UserError("profile: found no training pairs, expected at least one");
  const encoded = encodePairs(model, pairs, maxLength);
  const lengths = encoded.map(({ length }) => length);
  const all = likeLengthBatches(lengths, batchSize, rng.fork("epoch 1"));
  const batches = all.map((indices) => indices.flatMap((index) => encoded[index] ?? []));
  const starts = batches.flatMap((_, index) => (index % accumulation === 0 ? [index] : []));
  const updates = starts.slice(0, UPDATES).map((start) => batches.slice(start, start + accumulation));
  const trainer = await createTrainer({ ...experiment, model, engine: task.engine, rng });
  const progress = reporter.progress("profiling      ");
  const twice = [...updates, ...updates];
  const total = twice.flat(2).length;
  const times: UpdateTime[] = [];
  let done = 0;
  progress.update(done, total, ["compiling"]);
  try {
    for (const [index, group] of twice.entries()) {
      // Waiting for a macrotask lets a signal's handler run between two updates.
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      const start = performance.now();
      const learningRate = schedule.learningRate(index, epochs * starts.length);
      const results = [...(await trainer.update(group, index + 1, learningRate)), ...(await trainer.settle())];
      const tokens = results.reduce((sum, result) => sum + result.tokens, 0);
      times.push({ start, duration: performance.now() - start, tokens });
      progress.update((done += group.flat().length), total);
    }
    const { gradient, update } = await trainer.endProfile();
    const measured = times.slice(updates.length);
    const isMeasured = ({ start }: RunProfile): boolean => start >= (measured[0]?.start ?? Infinity);
    return {
      updates: measured,
      steps: { gradient: gradient.filter(isMeasured), update: update.filter(isMeasured) },
    };
  } finally {
    progress.finish();
    await trainer.dispose();
  }
}
