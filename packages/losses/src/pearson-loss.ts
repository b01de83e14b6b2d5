import type { Loss } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { defineLoss } from "./define-loss.ts";
import { weightedMean } from "./weighted-mean.ts";

/**
 * Added to the product of the two variances, so that a constant batch has r = 0 and a finite gradient. Two score
 * variances of 1 multiply to 1: r changes by 5e-9.
 */
const EPSILON = 1e-8;

/**
 * 1 - r, with Pearson's r = cov(p, t) / sqrt(var(p) var(t)) over the batch.
 *
 * Range 0 .. 2; 1 on a batch whose predictions or targets are all equal. r is the batch's: it mixes rows.
 * @see Pearson 1895; values as numpy.corrcoef 2.
 */
export function pearsonLoss(): Loss {
  return defineLoss("pearsonLoss", {}, (predictions, targets, weights) => {
    const centred = (values: tf.Tensor1D): tf.Tensor1D => tf.sub(values, weightedMean(values, weights));
    const [p, t] = [centred(predictions), centred(targets)];
    const covariance = weightedMean(tf.mul(p, t), weights);
    const variances = tf.mul(weightedMean(tf.square(p), weights), weightedMean(tf.square(t), weights));
    return tf.sub(1, tf.div(covariance, tf.sqrt(tf.add(variances, EPSILON))));
  });
}
