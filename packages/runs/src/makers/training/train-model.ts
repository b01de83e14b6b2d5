import { beginProgress, createRng, type NamedValues, showProgress, tell } from "@dalmeum/contracts";
import { fit, type MemoryPlan, type TrainingProgress, type TrainingSnapshot } from "@dalmeum/training";
import { readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { createDevEvaluator } from "./dev-evaluator.ts";
import { cutMetrics, logMetrics } from "./metrics-log.ts";
import type { RunTask } from "./run-task.ts";

/** Share of the time that writing checkpoints may take. */
const CHECKPOINT_SHARE = 0.01;

/** What a training gives, whether or not it was resumed. */
export interface TrainedModel {
  readonly parameters: NamedValues;
  /** Pairs trained, each as often as it was. */
  readonly pairs: number;
  /** Wall clock of all processes that trained, up to the checkpoints that the next went on from. */
  readonly seconds: number;
}

/** Train, logging each step and writing checkpoints into the run's folder. */
export async function trainModel(task: RunTask): Promise<TrainedModel> {
  const { experiment, model, engine, seed, folder, identity, reporter, signal } = task;
  const pairs = task.pairs.train;
  const { objective, optimizer, schedule, techniques, hooks, epochs, batchSize } = experiment;
  const { accumulation, frozenLayers, maxLength, clipNorm } = experiment;
  const progress = beginProgress(reporter, "training        ");
  const rng = createRng(seed).fork("training");
  const total = pairs.length * epochs;
  const startedAt = performance.now();
  const before = { seconds: 0 };
  const dev = createDevEvaluator(task);
  let done = 0;
  let last: TrainingProgress | undefined;
  let lastDev: number | null | undefined;
  const seconds = (): number => before.seconds + (performance.now() - startedAt) / 1000;
  // The first step compiles a graph, which takes seconds.
  const compiling = (): void => {
    showProgress(progress, done, total, ["compiling"]);
  };
  const resume = (): TrainingSnapshot => {
    const checkpoint = readCheckpoint(folder, identity);
    before.seconds = checkpoint.seconds;
    done = cutMetrics(folder, checkpoint.snapshot.step);
    progress.resumeAt(done);
    tell(reporter, `resumed after step ${checkpoint.snapshot.step}`);
    compiling();
    return checkpoint.snapshot;
  };
  if (!task.resume) compiling();
  try {
    const parameters = await fit({
      ...{ model, objective, optimizer, schedule, techniques, hooks, pairs, epochs, batchSize },
      ...{ accumulation, frozenLayers, maxLength, clipNorm, engine, rng, signal },
      ...(task.resume ? { resume } : {}),
      evaluate: async (parameters) => {
        const devPearson = await dev.evaluate(parameters);
        const value = Number.isNaN(devPearson) ? null : devPearson;
        logMetrics(folder, { step: last?.step ?? 0, devPearson: value });
        lastDev = value;
        return devPearson;
      },
      onStep: (step) => {
        last = step;
        logMetrics(folder, step);
        done += step.pairs;
        showProgress(progress, done, total, [
          ...[`epoch ${step.epoch}/${epochs}`, `loss ${step.loss.toFixed(4)}`],
          ...(lastDev === undefined ? [] : [`dev Pearson ${lastDev === null ? "undefined" : lastDev.toFixed(4)}`]),
        ]);
      },
      onPlan: (plan) => {
        tell(reporter, memoryLine(plan));
        compiling();
      },
      onPause: checkpointer(signal, (snapshot) => {
        writeCheckpoint(folder, identity, { snapshot, seconds: seconds() });
      }),
    });
    if (last && last.step < last.totalSteps) {
      progress.finish();
      tell(reporter, `stopped early, after step ${last.step} of ${last.totalSteps}`);
    }
    return { parameters, pairs: done, seconds: seconds() };
  } finally {
    progress.finish();
    await dev.dispose();
  }
}

function memoryLine({ state, step, capacity }: MemoryPlan): string {
  const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(2);
  const had = capacity === undefined ? "" : `; the device has ${gigabytes(capacity)} GB`;
  return `memory: ${gigabytes(state)} GB of parameters, slots and noise, ${gigabytes(step)} GB for the longest batch${had}`;
}

/**
 * Writes after the first step, so that a disk too small for it is found at once; then whenever the writing has become
 * a hundredth of the time since; and where the person stops training.
 */
function checkpointer(
  signal: AbortSignal,
  write: (snapshot: TrainingSnapshot) => void,
): (snapshot: () => Promise<TrainingSnapshot>) => Promise<void> {
  let dueAt = -Infinity;
  return async (snapshot) => {
    const begin = performance.now();
    if (begin < dueAt && !signal.aborted) return;
    write(await snapshot());
    const end = performance.now();
    dueAt = end + (end - begin) / CHECKPOINT_SHARE;
  };
}
