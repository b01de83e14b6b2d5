import type { NamedValues, ParameterMean, RunProfile } from "@dalmeum/contracts";
import type { InputArrays } from "../inputs/encoder-input.ts";

/** What one update did. */
export interface UpdateResult {
  readonly loss: number;
  /** Norm of all gradients together, before clipping. */
  readonly gradientNorm: number;
  /** Tokens computed, padding included. */
  readonly tokens: number;
}

/** The gradients' norm is finite only where every gradient is. */
export const isFiniteUpdate = ({ loss, gradientNorm }: Pick<UpdateResult, "loss" | "gradientNorm">): boolean =>
  Number.isFinite(loss) && Number.isFinite(gradientNorm);

/** What a gradient step takes of a batch. */
export interface PreparedBatch extends InputArrays {
  readonly pairs: number;
  readonly length: number;
  /** Packed tokens; undefined where none are, and padding is computed too. */
  readonly tokens: number | undefined;
}

/** What an update is given beside its batches. */
export interface UpdatePosition {
  /** Updates so far, this one included. */
  readonly step: number;
  readonly learningRate: number;
}

/** Runs of the two halves of an update: forward, loss and backward; clipping and the optimizer. */
export interface TrainingProfile {
  readonly gradient: readonly RunProfile[];
  readonly update: readonly RunProfile[];
}

/** What training takes where an engine keeps its state, in bytes. */
export interface MemoryPlan {
  /** Parameters, optimizer slots, accumulated gradients, means and dropout noise. */
  readonly state: number;
  /** What a step takes beside them. */
  readonly step: number;
  /** What there is; undefined where the device does not tell. */
  readonly capacity: number | undefined;
}

/** Updates of the trained parameters and their slots, wherever those lie. */
export interface Updates {
  /**
   * One update from the mean gradient of the batches, each counted by its pairs; one that is not finite leaves parameters and
   * slots as they are, and so do the ones after it.
   * @returns what is known since the last call, in the order of the updates: what an update did may come with the next one.
   */
  run(batches: readonly PreparedBatch[], position: UpdatePosition): Promise<readonly UpdateResult[]>;
  /** What the updates did of which nothing is known yet. */
  settle(): Promise<readonly UpdateResult[]>;
  /** The trained parameters as they are: views, valid until the next update. */
  parameters(): Promise<NamedValues>;
  /** Parameters and slots as they are, by key: views, valid until the next update. */
  values(): Promise<NamedValues>;
  /** Continue from what `values` gave once. */
  restore(values: NamedValues): Promise<void>;
  /** A mean of these parameters that lies beside them; absent where they lie in host memory. */
  createMean?(names: readonly string[]): ParameterMean;
  /** Begin to compile updates from so many batches of these lengths, in this order. Absent where it takes no time worth it. */
  prepare?(lengths: readonly number[], accumulation: number): void;
  /** Whether an update from these batches has to be compiled first, so that what is known may as well be told before. */
  waitsFor?(batches: readonly Pick<PreparedBatch, "length">[]): boolean;
  /**
   * What updates from so many batches of a length take. Absent where they take host memory.
   * @throws UserError where the device has less, with what fits.
   */
  plan?(length: number, accumulation: number): Promise<MemoryPlan>;
  /** Every run so far of the two halves of an update; ends the profiling. Empty where the engine was not made to profile. */
  endProfile(): Promise<TrainingProfile>;
  dispose(): Promise<void>;
}
