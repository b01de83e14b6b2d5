import type { Scalar, Tensor1D, Tensor2D } from "@tensorflow/tfjs-core";
import type { Described } from "./described.ts";
import type { HeadTarget } from "./model.ts";
import type { NamedValues, Tensors } from "./tensors.ts";

/** One vector for each sentence of a pair, as a bi-encoder gives them; each [B, H]. */
export interface SentenceVectors {
  readonly sentence1: Tensor2D;
  readonly sentence2: Tensor2D;
  /** Of each pair's hard negative; absent where pairs have none. */
  readonly hardNegative?: Tensor2D;
}

/** How far a head's outputs are from targets; lower is better. A loss never sees a model. */
export interface Loss extends Described {
  readonly reads: "outputs";
  /**
   * @param predictions [B].
   * @param targets [B].
   * @param weights [B], 0 or 1: 0 marks a padding row, which must change neither the value nor any gradient.
   */
  compute(predictions: Tensor1D, targets: Tensor1D, weights: Tensor1D): Scalar;
}

/** How far a bi-encoder's vectors are from where pairs of such labels belong; lower is better. */
export interface VectorLoss extends Described {
  readonly reads: "vectors";
  /** The label of a pair that it learns. */
  readonly target: HeadTarget;
  /**
   * @param targets [B].
   * @param weights [B], 0 or 1: 0 marks a padding row, which must change neither the value nor any gradient.
   */
  compute(vectors: SentenceVectors, targets: Tensor1D, weights: Tensor1D): Scalar;
}

/** What of a batch an objective may read. */
export interface ObjectiveInputs {
  /** [B] by head name. */
  readonly outputs: Readonly<Record<string, Tensor1D>>;
  /** What each head learns, [B] by head name. */
  readonly targets: Readonly<Record<string, Tensor1D>>;
  /** Every label of the pairs, [B]. */
  readonly labels: Readonly<Record<HeadTarget, Tensor1D>>;
  /** Absent where the objective reads none. */
  readonly vectors?: SentenceVectors;
  /** [B], 0 on padding rows. */
  readonly weights: Tensor1D;
  /** The objective's own, one for each name of `init`. */
  readonly parameters: Tensors;
}

/** What training minimises: losses on a model's heads and vectors. */
export interface Objective extends Described {
  /** Heads that it trains. */
  readonly heads: readonly string[];
  /** Whether it reads sentence vectors, which a bi-encoder alone has. */
  readonly readsVectors: boolean;
  /** Starting values of parameters that are trained with the model's and are no part of it; none for most. */
  init(): NamedValues;
  compute(inputs: ObjectiveInputs): Scalar;
}
