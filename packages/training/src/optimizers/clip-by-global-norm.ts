import type { Tensors } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

/**
 * The factor min(1, maxNorm / (norm + 1e-6)) that clips all gradients, norm being that of all of them together.
 * @throws Error where maxNorm is not above 0.
 * @see Pascanu, Mikolov and Bengio 2013, arXiv:1211.5063; values as torch.nn.utils.clip_grad_norm_ 2.15.
 */
export function clipByGlobalNorm(
  gradients: Tensors,
  maxNorm: number,
): { readonly scale: tf.Scalar; readonly norm: tf.Scalar } {
  if (!(maxNorm > 0)) throw new Error(`clipByGlobalNorm: found maxNorm ${maxNorm}, expected a number above 0`);
  const norm = tf.sqrt(tf.addN(Object.values(gradients).map((gradient) => tf.sum<tf.Scalar>(tf.square(gradient)))));
  return { scale: tf.minimum(1, tf.div(maxNorm, tf.add(norm, 1e-6))), norm };
}
