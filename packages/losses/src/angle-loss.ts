import { type SentenceVectors, UserError, type VectorLoss } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { defineVectorLoss } from "./define-vector-loss.ts";
import { expectPositive } from "./expect-positive.ts";
import { rankingCost } from "./ranking-cost.ts";
import { cosines, unitRows } from "./unit-rows.ts";

export interface AngleLossOptions {
  /** Factor of a difference between two similarities. Default 20. */
  readonly scale?: number;
}

/**
 * CoSENT on an angle in the complex plane: log(1 + sum over pairs i, j with t_i > t_j of exp(scale (s_j - s_i))), with
 * s = |cos(x, y) + sin(x, y)|, where the first half of a sentence vector is the real and the second the imaginary part of
 * complex numbers: sin(x, y) = (x_im . y_re - x_re . y_im) / (|x| |y|). The cosine is flat near 1, the sine is not. Range 0
 * and up, in nats; a sum, so it grows with the batch. It mixes rows, and depends on the order of the sentences.
 * @throws UserError where scale is not a finite number above 0, or vectors have an odd width.
 * @see Li and Li 2023, arXiv:2309.12871; values as sentence_transformers AnglELoss 6.2.
 */
export function angleLoss({ scale = 20 }: AngleLossOptions = {}): VectorLoss {
  expectPositive("angleLoss", "scale", scale);
  return defineVectorLoss({
    name: "angleLoss",
    options: { scale },
    target: "score",
    compute: (vectors, targets, weights) => {
      const similarities = tf.abs(tf.add<tf.Tensor1D>(cosines(vectors), sines(vectors)));
      return rankingCost({ similarities, targets, weights, scale });
    },
  });
}

function sines({ sentence1, sentence2 }: SentenceVectors): tf.Tensor1D {
  const [rows, width] = sentence1.shape;
  const half = width / 2;
  if (!Number.isInteger(half)) throw new UserError(`angleLoss: found vectors of width ${width}, expected an even one`);
  const partsOf = (x: tf.Tensor2D): readonly [real: tf.Tensor2D, imaginary: tf.Tensor2D] => {
    const unit = unitRows(x);
    return [tf.slice(unit, [0, 0], [rows, half]), tf.slice(unit, [0, half], [rows, half])];
  };
  const [[xReal, xImaginary], [yReal, yImaginary]] = [partsOf(sentence1), partsOf(sentence2)];
  return tf.sum(tf.sub(tf.mul(xImaginary, yReal), tf.mul(xReal, yImaginary)), 1);
}
