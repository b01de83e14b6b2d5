import type { Tensor } from "@tensorflow/tfjs-core";

/** Named tensors inside a step. Parameters carry Hugging Face names. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** A float32 tensor outside any engine, row-major. */
export interface TensorValues {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Named float32 tensors outside any engine. */
export type NamedValues = Readonly<Record<string, TensorValues>>;
