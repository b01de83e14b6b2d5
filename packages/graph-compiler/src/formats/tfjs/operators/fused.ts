import * as tf from "@tensorflow/tfjs-core";

/**
 * What a kernel of that name gives, which computes in one go where the backend has one; else what `composed` gives.
 */
export function fusedOr<Result extends tf.Tensor | tf.Tensor[]>(
  kernel: string,
  inputs: Readonly<Record<string, tf.Tensor>>,
  attributes: Readonly<Record<string, number>>,
  composed: () => Result,
): Result {
  const known: unknown = tf.getKernel(kernel, tf.getBackend());
  return known ? tf.engine().runKernel<Result>(kernel, { ...inputs }, { ...attributes }) : composed();
}
