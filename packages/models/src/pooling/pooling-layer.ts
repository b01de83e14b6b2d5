import type * as tf from "@tensorflow/tfjs-core";
import type { NamedValues, Tensors } from "@dalmeum/contracts";
import type { HeadSize } from "../heads/head.ts";
import { parameter } from "../layers/parameter.ts";
import { attentionPool } from "./attention-pool.ts";
import { pool, type Pooling } from "./pool.ts";

const ATTENTION_WEIGHT = "pooling.weight";

/** A pooling with what it learns. */
export interface PoolingLayer {
  init(size: HeadSize): NamedValues;
  /** [R, T, H] and [R, T] to [R, H]. */
  apply(parameters: Tensors, hidden: tf.Tensor3D, attentionMask: tf.Tensor2D): tf.Tensor2D;
}

/** Attention starts as the mean: its weight at 0. */
export function poolingLayer(pooling: Pooling): PoolingLayer {
  if (pooling !== "attention") {
    return { init: () => ({}), apply: (_parameters, hidden, mask) => pool(hidden, mask, pooling) };
  }
  return {
    init: ({ hiddenSize }) => ({
      [ATTENTION_WEIGHT]: { shape: [1, hiddenSize], values: new Float32Array(hiddenSize) },
    }),
    apply: (parameters, hidden, mask) => attentionPool(hidden, mask, parameter(parameters, ATTENTION_WEIGHT)),
  };
}
