import type { TensorValues } from "@dalmeum/contracts";

export const zeros = (shape: readonly number[]): TensorValues => ({
  shape,
  values: new Float32Array(shape.reduce((size, dimension) => size * dimension, 1)),
});
