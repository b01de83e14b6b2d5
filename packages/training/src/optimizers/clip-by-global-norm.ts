import type { Tensors } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

/**
 * Scale all gradients by min(1, maxNorm / (norm + 1e-6)), norm being that of all of them together.
 * @see Pascanu, Mikolov and Bengio 2013, arXiv:1211.5063; values as torch.nn.utils.clip_grad_norm_ 2.15.
 */
export function clipByGlobalNorm(
  gradients: Tensors,
  maxNorm: number,
): { readonly gradients: Tensors; readonly norm: tf.Scalar } {
  if (!(maxNorm > 0)) throw new Error(`clipByGlobalNorm: found maxNorm ${maxNorm}, expected a number above 0`);
  const squares = Object.values(gradients).map((gradient) => tf.sum<tf.Scalar>(tf.square(gradient)));
  // One sum, not a chain: onnxruntime would walk a chain from the first layer's gradient on, and keep all others waiting.
  const norm = tf.sqrt(tf.addN(squares));
  const scale = tf.minimum(1, tf.div(maxNorm, tf.add(norm, 1e-6)));
  return {
    gradients: Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, tf.mul(gradient, scale)])),
    norm,
  };
}
