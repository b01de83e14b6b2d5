import * as tf from "@tensorflow/tfjs-core";

/** A logit of what must not count: exp of it is 0 beside any other. */
const FAR = 1e9;

export interface RankingInputs {
  /** [B]: what is to rise with the targets. */
  readonly similarities: tf.Tensor1D;
  readonly targets: tf.Tensor1D;
  readonly weights: tf.Tensor1D;
  readonly scale: number;
}

/**
 * log(1 + sum over rows i, j with t_i > t_j of exp(scale (s_j - s_i))), in nats; 0 where no two targets differ.
 *
 * Computed as -log softmax of a 0 among all exponents, which no exponent overflows.
 */
export function rankingCost({ similarities, targets, weights, scale }: RankingInputs): tf.Scalar {
  const differences = (values: tf.Tensor1D): tf.Tensor2D =>
    tf.sub(tf.expandDims<tf.Tensor2D>(values, 0), tf.expandDims<tf.Tensor2D>(values, 1));
  const counts = tf.mul(tf.expandDims(weights, 0), tf.expandDims(weights, 1));
  const counted = tf.mul<tf.Tensor2D>(tf.cast(tf.less(differences(targets), 0), "float32"), counts);
  const exponents = tf.mul<tf.Tensor2D>(tf.mul(differences(similarities), scale), counted);
  const masked = tf.add<tf.Tensor2D>(exponents, tf.mul(tf.sub(counted, 1), FAR));
  const all = tf.concat1d([tf.zeros([1]), tf.reshape(masked, [-1])]);
  return tf.neg(tf.reshape<tf.Rank.R0>(tf.slice(tf.logSoftmax(all), 0, 1), []));
}
