import { type HeadTarget, type Technique, UserError } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

export interface RDropOptions {
  /** How much the two passes' disagreement counts, above 0. */
  readonly alpha: number;
}

/** How far two outputs of a row are apart, by what the head learns. */
const DISTANCES: Readonly<Record<HeadTarget, (a: tf.Tensor1D, b: tf.Tensor1D) => tf.Tensor>> = {
  score: (a, b) => tf.square(tf.sub(a, b)),
  binaryLabel: (a, b) => tf.mul(tf.mul(tf.sub(tf.sigmoid(a), tf.sigmoid(b)), tf.sub(a, b)), 0.5),
};

/**
 * Two passes with dropout of their own must agree: (L1 + L2) / 2 + alpha sum over heads of the mean over rows of
 * d(y1, y2). For a score d = (y1 - y2)^2; for a logit half of KL(p1 || p2) + KL(p2 || p1) with p = sigmoid(y), in nats,
 * which is (p1 - p2)(y1 - y2) / 2. An update computes the model twice.
 * @throws UserError where alpha is not a finite number above 0.
 * @see Wu et al. 2021, arXiv:2106.14448, whose loss is L1 + L2 + alpha' d: alpha' is twice this alpha.
 */
export function rDrop({ alpha }: RDropOptions): Technique {
  if (!(alpha > 0 && Number.isFinite(alpha))) {
    throw new UserError(`rDrop: found alpha ${alpha}, expected a finite number above 0`);
  }
  return {
    name: "rDrop",
    options: { alpha },
    forward:
      (next, { heads, weights }) =>
      (parameters) => {
        const [first, second] = [next(parameters), next(parameters)];
        const rows = tf.maximum(tf.sum(weights), 1);
        const both = Object.entries(first.outputs).map(([head, a]) => {
          const [b, target] = [second.outputs[head], heads[head]];
          if (b === undefined || target === undefined) throw new Error(`rDrop: the model has no head "${head}"`);
          const distance = tf.div(tf.sum(tf.mul(DISTANCES[target](a, b), weights)), rows);
          return { head, distance, mean: tf.mul<tf.Tensor1D>(tf.add(a, b), 0.5) };
        });
        const disagreement = tf.mul(tf.addN(both.map(({ distance }) => distance)), alpha);
        const loss = tf.add<tf.Scalar>(tf.mul(tf.add(first.loss, second.loss), 0.5), disagreement);
        return { loss, outputs: Object.fromEntries(both.map(({ head, mean }) => [head, mean])) };
      },
  };
}
