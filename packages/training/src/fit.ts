import { type NamedValues, type Schedule, type ScoredPair, UserError } from "@dalmeum/contracts";
import { encodePairs } from "./batches/encoded-pair.ts";
import { chunks, likeLengthBatches } from "./batches/like-length-batches.ts";
import { checkHeads } from "./check-heads.ts";
import { createTrainer, type TrainerOptions, type UpdateResult } from "./trainer.ts";

/** Where training stands after an update. */
export interface TrainingProgress extends UpdateResult {
  /** 1 .. epochs. */
  readonly epoch: number;
  readonly epochs: number;
  /** Updates so far, over all epochs: 1 .. totalSteps. */
  readonly step: number;
  readonly totalSteps: number;
  readonly learningRate: number;
  /** Pairs that the update computed. */
  readonly pairs: number;
}

export interface FitOptions extends TrainerOptions {
  readonly schedule: Schedule;
  readonly pairs: readonly ScoredPair[];
  readonly epochs: number;
  /** Batches whose mean gradient makes an update; an epoch's last update may have fewer. Default 1. */
  readonly accumulation?: number;
  /** Stops between two steps; `fit` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onStep?: (progress: TrainingProgress) => void;
}

/**
 * Train a model over all pairs, `epochs` times, in batches of like length.
 * @returns the parameters after the last step.
 * @throws UserError where there are no pairs, a head has no loss or a loss no head, or a loss or gradient is not finite.
 */
export async function fit(options: FitOptions): Promise<NamedValues> {
  const { model, schedule, pairs, epochs, accumulation = 1, batchSize, maxLength, rng, signal, onStep } = options;
  if (pairs.length === 0) throw new UserError("training: found no pairs, expected at least one");
  checkHeads(model, options.objective);
  const encoded = encodePairs(model, pairs, maxLength);
  const lengths = encoded.map(({ length }) => length);
  const totalSteps = epochs * Math.ceil(Math.ceil(pairs.length / batchSize) / accumulation);
  const trainer = createTrainer(options);
  try {
    let step = 0;
    let last: UpdateResult | undefined;
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const order = likeLengthBatches(lengths, batchSize, rng.fork(`epoch ${epoch}`));
      for (const group of chunks(order, accumulation)) {
        // Waiting for a macrotask lets a signal's handler run between two steps.
        await new Promise((resolve) => setImmediate(resolve));
        signal?.throwIfAborted();
        const batches = group.map((indices) => indices.flatMap((index) => encoded[index] ?? []));
        const learningRate = schedule.learningRate(step, totalSteps);
        const result = await trainer.update(batches, ++step, learningRate);
        const ids = batches.flat().map(({ pair }) => pair.id);
        assertFinite(result, step, ids, last);
        last = result;
        onStep?.({ ...result, epoch, epochs, step, totalSteps, learningRate, pairs: ids.length });
      }
    }
    return trainer.parameters();
  } finally {
    await trainer.dispose();
  }
}

function assertFinite(
  { loss, gradientNorm }: UpdateResult,
  step: number,
  ids: readonly string[],
  last: UpdateResult | undefined,
): void {
  if (Number.isFinite(loss) && Number.isFinite(gradientNorm)) return;
  const before = last ? ` The step before: loss ${last.loss}, gradient norm ${last.gradientNorm}.` : "";
  throw new UserError(
    `training stopped at step ${step}: found loss ${loss} and gradient norm ${gradientNorm}, expected finite numbers.` +
      `${before} Try a lower learning rate. The batch: ${ids.join(", ")}`,
  );
}
