import * as tf from "@tensorflow/tfjs-core";
import type { Mode } from "@dalmeum/contracts";
import { savedTensors, withGradient } from "./with-gradient.ts";

/**
 * y = dropout(a) b, with dropout as in `dropout`; a b in evaluation, and at rate 0.
 *
 * Gradient, with noise n: da = (dy b^T) n, db = (a n)^T dy. The backward pass computes a n anew, so that attention
 * keeps one [T, T] matrix a head for it, not two.
 * @param a [..., M, K].
 * @param b [..., K, N].
 * @param rate 0 .. 1, 1 excluded.
 * @returns [..., M, N].
 */
export function droppedProduct(a: tf.Tensor, b: tf.Tensor, rate: number, mode: Mode): tf.Tensor {
  if (mode.noise === undefined || rate === 0) return tf.matMul(a, b);
  const noise = mode.noise(a.shape, rate);
  return withGradient(
    [a, b],
    () => ({ value: tf.matMul(tf.mul(a, noise), b), saved: [a, b, noise] }),
    (dy, saved) => {
      const [savedA, savedB, savedNoise] = savedTensors("droppedProduct", saved, 3);
      // The other order of factors: a runtime that merges equal nodes would keep the forward pass's product instead.
      const dropped = tf.mul(savedNoise, savedA);
      return [tf.mul(tf.matMul(dy, savedB, false, true), savedNoise), tf.matMul(dropped, dy, true)];
    },
  );
}
