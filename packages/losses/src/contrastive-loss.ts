import { UserError, type VectorLoss } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { defineVectorLoss } from "./define-vector-loss.ts";
import { cosines } from "./unit-rows.ts";
import { weightedMean } from "./weighted-mean.ts";

export interface ContrastiveLossOptions {
  /** Cosine distance from which on a pair that is not similar costs nothing: above 0, up to 2. Default 0.5. */
  readonly margin?: number;
}

/**
 * Mean of (b d^2 + (1 - b) max(margin - d, 0)^2) / 2 with the cosine distance d = 1 - cos(x, y) of the sentence vectors and
 * the binary label b: similar pairs are pulled together, the others pushed up to the margin apart. Range 0 .. 2.
 * @throws UserError where margin is out of range.
 * @see Hadsell, Chopra and LeCun 2006; values as sentence_transformers ContrastiveLoss 6.2.
 */
export function contrastiveLoss({ margin = 0.5 }: ContrastiveLossOptions = {}): VectorLoss {
  if (!(margin > 0 && margin <= 2)) {
    throw new UserError(
      `contrastiveLoss: found margin ${margin}, expected above 0 up to 2, the largest cosine distance`,
    );
  }
  return defineVectorLoss({
    name: "contrastiveLoss",
    options: { margin },
    target: "binaryLabel",
    compute: (vectors, labels, weights) => {
      const cosine = cosines(vectors);
      const apart = tf.sub<tf.Tensor1D>(1, cosine);
      const tooClose = tf.relu(tf.sub<tf.Tensor1D>(margin, apart));
      const pulled = tf.mul<tf.Tensor1D>(labels, tf.square(apart));
      const pushed = tf.mul(tf.sub(1, labels), tf.square(tooClose));
      return tf.div(weightedMean(tf.add(pulled, pushed), weights), 2);
    },
  });
}
