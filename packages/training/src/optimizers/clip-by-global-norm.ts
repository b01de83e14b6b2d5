import * as tf from "@tensorflow/tfjs-core";

/**
 * The factor min(1, maxNorm / (norm + 1e-6)) that clips all gradients.
 * @param norm of all gradients together, finite.
 * @throws Error where maxNorm is not above 0.
 * @see Pascanu, Mikolov and Bengio 2013, arXiv:1211.5063; values as torch.nn.utils.clip_grad_norm_ 2.15.
 */
export function clipByGlobalNorm(norm: number, maxNorm: number): number {
  checkMaxNorm(maxNorm);
  return Math.min(1, maxNorm / (norm + EPSILON));
}

/** The same inside of a step. */
export function clipFactor(norm: tf.Scalar, maxNorm: number): tf.Scalar {
  checkMaxNorm(maxNorm);
  return tf.minimum(tf.scalar(1), tf.div(maxNorm, tf.add(norm, EPSILON)));
}

const EPSILON = 1e-6;

function checkMaxNorm(maxNorm: number): void {
  if (!(maxNorm > 0)) throw new Error(`clipByGlobalNorm: found maxNorm ${maxNorm}, expected a number above 0`);
}
