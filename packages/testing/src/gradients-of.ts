import * as tf from "@tensorflow/tfjs-core";

/** Gradients of a scalar; undefined where it does not depend on a tensor (tf.grads throws without saying which). */
export function gradientsOf(
  compute: () => tf.Scalar,
  tensors: readonly tf.Tensor[],
): readonly (tf.Tensor | undefined)[] {
  return tf.engine().gradients(compute, [...tensors], undefined, true).grads;
}
