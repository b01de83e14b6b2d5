import { UserError } from "@dalmeum/contracts";
import { poolKey, stateSteps, type StateStepPlan, type StateStepsOptions } from "../steps/state-steps.ts";
import type { MemoryPlan } from "./updates.ts";

export interface StateUpdatesOptions extends StateStepsOptions {
  /** What of a batch the gradients follow from, where it has so many pairs. */
  readonly inputOf: (pairs: number) => StateStepsOptions["input"];
}

export interface MemoryQuestion {
  readonly options: StateUpdatesOptions;
  /** Tokens of the longest batch. */
  readonly length: number;
  /** Batches of an update. */
  readonly accumulation: number;
  /** Shapes of what hooks average, by name, of each mean. */
  readonly means: readonly Readonly<Record<string, readonly number[]>>[];
  readonly capacity: number | undefined;
  /** What is to be trained, compiled, and the bytes that it takes beside the state. */
  readonly own: { readonly plan: StateStepPlan; readonly bytes: number };
  /** The bytes that another step would take. */
  readonly measure: (plan: StateStepPlan) => Promise<number>;
}

/**
 * What training takes where the engine computes.
 * @throws UserError where there is less, naming the largest batch that fits.
 */
export async function planMemory(question: MemoryQuestion): Promise<MemoryPlan> {
  const { options, length, accumulation, means, capacity = Infinity, own, measure } = question;
  const stepsOf = (pairs: number) => stateSteps({ ...options, batchSize: pairs, input: options.inputOf(pairs) });
  const meanBytes = 4 * means.flatMap((shapes) => Object.values(shapes)).reduce((sum, shape) => sum + sizeOf(shape), 0);
  const stateOf = (plan: StateStepPlan, summed: boolean): number =>
    meanBytes + stateBytes(summed ? [plan, stepsOf(1).apply(1)] : [plan], options);
  const state = stateOf(own.plan, accumulation > 1);
  if (state + own.bytes <= capacity) return { state, step: own.bytes, capacity: question.capacity };

  const { batchSize } = options;
  for (const pairs of divisors(batchSize).filter((divisor) => divisor < batchSize)) {
    const plan = stepsOf(pairs).add(length);
    const step = await measure(plan);
    if (stateOf(plan, true) + step > capacity) continue;
    throw new UserError(
      `${tooLarge(question, state)} The largest batch that fits is ${pairs}: with batchSize ${pairs} and accumulation ` +
        `${(accumulation * batchSize) / pairs} an update still learns from ${accumulation * batchSize} pairs. A loss over a whole ` +
        `batch, as Pearson's, then sees ${pairs} at a time.`,
    );
  }
  throw new UserError(`${tooLarge(question, state)} Not even one pair fits: lower maxLength, or freeze layers.`);
}

function tooLarge({ options, length, own, capacity }: MemoryQuestion, state: number): string {
  return (
    `training: batches of ${options.batchSize} pairs of up to ${length} tokens take ${gigabytes(own.bytes)} beside ` +
    `${gigabytes(state)} of parameters and optimizer slots; the device has ${gigabytes(capacity ?? 0)}.`
  );
}

/** Of the arrays that steps read out of the state, each once. */
function stateBytes(plans: readonly StateStepPlan[], { noise }: StateUpdatesOptions): number {
  const sizes = new Map<string, number>();
  for (const { definition, windows } of plans) {
    for (const { array } of Object.values(definition.state)) {
      sizes.set(array.name, sizeOf(array.shape));
    }
    for (const { pool, size, rate } of windows) sizes.set(poolKey(pool), noise.poolOf(size, rate).values.length);
  }
  return 4 * [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, dimension) => size * dimension, 1);

/** Largest first. */
const divisors = (value: number): readonly number[] =>
  Array.from({ length: value }, (_, index) => value - index).filter((candidate) => value % candidate === 0);

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(bytes < 1e8 ? 3 : 1)} GB`;
