import type { Scalar, Tensor1D } from "@tensorflow/tfjs-core";
import type { Described } from "./described.ts";

/** How far predictions are from targets; lower is better. A loss never sees a model. */
export interface Loss extends Described {
  /**
   * @param predictions [B].
   * @param targets [B].
   * @param weights [B], 0 or 1: 0 marks a padding row, which must change neither the value nor any gradient.
   */
  compute(predictions: Tensor1D, targets: Tensor1D, weights: Tensor1D): Scalar;
}

/** What training minimises: losses on a model's heads. */
export interface Objective extends Described {
  /** Heads whose outputs it reads. */
  readonly heads: readonly string[];
  /**
   * @param outputs [B] by head name.
   * @param targets [B] by head name.
   * @param weights [B], 0 on padding rows.
   */
  compute(
    outputs: Readonly<Record<string, Tensor1D>>,
    targets: Readonly<Record<string, Tensor1D>>,
    weights: Tensor1D,
  ): Scalar;
}
