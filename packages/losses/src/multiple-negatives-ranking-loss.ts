import { SCORE_RANGE, UserError, type VectorLoss } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { defineVectorLoss } from "./define-vector-loss.ts";
import { expectPositive } from "./expect-positive.ts";
import { unitRows } from "./unit-rows.ts";
import { weightedMean } from "./weighted-mean.ts";

export interface MultipleNegativesRankingLossOptions {
  /** Score from which on a pair's sentences are to find each other, 0 .. 5. */
  readonly positiveFrom: number;
  /** Factor of the cosines, 1 / temperature. Default 20. */
  readonly scale?: number;
  /** Whether second sentences must find their first ones too; the loss is then the mean of both directions. Default false. */
  readonly symmetric?: boolean;
}

/** A logit of what must not count: its softmax is 0. */
const FAR = 1e9;

/**
 * Each first sentence must find its own second one among those of the whole batch: mean over the rows i with
 * t_i >= positiveFrom of -log softmax over j of scale cos(x_i, y_j), at j = i. Range 0 and up, in nats; 0 where no row is
 * positive. It mixes rows.
 *
 * Second sentences of every row are candidates, those of low scores too; where pairs have hard negatives, these are further ones, of every
 * row for every row. The other direction searches among first sentences alone. Sees vectors alone: where a sentence, or one that
 * means the same, stands in two rows, it counts as a wrong answer in one of them. Give it a small weight beside a loss on
 * scores where a dataset repeats sentences, as KorSTS does.
 * @throws UserError where scale is not a finite number above 0, or positiveFrom is no score.
 * @see Henderson et al. 2017, arXiv:1705.00652; with positiveFrom 0, values as sentence_transformers
 * MultipleNegativesRankingLoss 6.2, and symmetric as its two directions, each with a softmax of its own.
 */
export function multipleNegativesRankingLoss({
  positiveFrom,
  scale = 20,
  symmetric = false,
}: MultipleNegativesRankingLossOptions): VectorLoss {
  expectPositive("multipleNegativesRankingLoss", "scale", scale);
  const { minimum, maximum } = SCORE_RANGE;
  if (!(positiveFrom >= minimum && positiveFrom <= maximum)) {
    throw new UserError(
      `multipleNegativesRankingLoss: found positiveFrom ${positiveFrom}, expected a score from ${minimum} to ${maximum}`,
    );
  }
  return defineVectorLoss({
    name: "multipleNegativesRankingLoss",
    options: { positiveFrom, scale, symmetric },
    target: "score",
    compute: ({ sentence1, sentence2, hardNegative }, targets, weights) => {
      const anchors = tf.mul<tf.Tensor1D>(tf.cast(tf.greaterEqual(targets, positiveFrom), "float32"), weights);
      const [first, second] = [unitRows(sentence1), unitRows(sentence2)];
      const costOf = (from: tf.Tensor2D, to: tf.Tensor2D, counted: tf.Tensor1D): tf.Scalar =>
        weightedMean(searchCosts(tf.mul(tf.matMul(from, to, false, true), scale), counted), anchors);
      const forward =
        hardNegative === undefined
          ? costOf(first, second, weights)
          : costOf(first, tf.concat([second, unitRows(hardNegative)]), tf.concat([weights, weights]));
      return symmetric ? tf.mul(tf.add(forward, costOf(second, first, weights)), 0.5) : forward;
    },
  });
}

/** -log softmax of each row at its own place, among the columns of weight 1; as many columns as rows, or several times as many. */
function searchCosts(logits: tf.Tensor2D, weights: tf.Tensor1D): tf.Tensor1D {
  const candidates = tf.add<tf.Tensor2D>(logits, tf.mul(tf.sub(tf.expandDims(weights, 0), 1), FAR));
  const own = tf.eye(...logits.shape);
  return tf.neg(tf.sum<tf.Tensor1D>(tf.mul(tf.logSoftmax(candidates), own), 1));
}
