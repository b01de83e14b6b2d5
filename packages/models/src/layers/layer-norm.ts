import * as tf from "@tensorflow/tfjs-core";
import { expectShape, shape2d } from "./expect-shape.ts";
import { fusedKernel } from "./fused-kernel.ts";
import { savedTensors, withGradient } from "./with-gradient.ts";

/**
 * Kernel name of a fused layer normalization. A backend may register it: inputs `{ x, gamma, beta }`, attributes
 * `{ epsilon }`, outputs `[y [rows, H], mean [rows, 1], inverseDeviation [rows, 1]]`. Others get ordinary operations.
 */
export const LAYER_NORMALIZATION_KERNEL = "LayerNormalization";

/**
 * Layer normalization of each row: y = (x - mean) / sqrt(variance + epsilon) * gamma + beta, with the variance of the
 * population. Ba, Kiros, Hinton 2016, arXiv:1607.06450; torch.nn.functional.layer_norm 2.15.0.
 *
 * Gradient, with n = (x - mean) / sqrt(variance + epsilon) and g = dy * gamma:
 * dx = (g - mean(g) - n mean(g n)) / sqrt(variance + epsilon), dgamma = sum of dy n, dbeta = sum of dy over rows.
 * @param x [rows, H].
 * @param gamma [H].
 * @param beta [H].
 * @param epsilon > 0.
 * @returns [rows, H].
 * @throws Error where a shape is another.
 */
export function layerNorm(x: tf.Tensor2D, gamma: tf.Tensor, beta: tf.Tensor, epsilon: number): tf.Tensor2D {
  const [, hidden] = shape2d("layerNorm: x", x, ["rows", "H"]);
  expectShape("layerNorm: gamma", gamma, [hidden]);
  expectShape("layerNorm: beta", beta, [hidden]);
  return withGradient(
    [x, gamma, beta],
    () => {
      const normalize = fusedKernel(LAYER_NORMALIZATION_KERNEL) ? fused : composed;
      const [value, mean, inverseDeviation] = normalize(x, gamma, beta, epsilon);
      return { value, saved: [x, gamma, mean, inverseDeviation] };
    },
    (dy, saved) => {
      const [savedX, savedGamma, mean, inverseDeviation] = savedTensors("layerNorm", saved, 4);
      const normalized = tf.mul(tf.sub(savedX, mean), inverseDeviation);
      const scaled = tf.mul(dy, savedGamma);
      const along = tf.mul(normalized, tf.mean(tf.mul(scaled, normalized), -1, true));
      const dx = tf.mul(inverseDeviation, tf.sub(scaled, tf.add(tf.mean(scaled, -1, true), along)));
      return [dx, tf.sum(tf.mul(dy, normalized), 0), tf.sum(dy, 0)];
    },
  );
}

type Normalized = readonly [value: tf.Tensor2D, mean: tf.Tensor, inverseDeviation: tf.Tensor];

function fused(x: tf.Tensor2D, gamma: tf.Tensor, beta: tf.Tensor, epsilon: number): Normalized {
  const inputs = { x, gamma, beta };
  const outputs = tf.engine().runKernel<tf.Tensor2D[]>(LAYER_NORMALIZATION_KERNEL, inputs, { epsilon });
  const [value, mean, inverseDeviation] = outputs;
  if (value === undefined || mean === undefined || inverseDeviation === undefined) {
    throw new Error(`kernel ${LAYER_NORMALIZATION_KERNEL} gave ${outputs.length} outputs, expected 3`);
  }
  return [value, mean, inverseDeviation];
}

function composed(x: tf.Tensor2D, gamma: tf.Tensor, beta: tf.Tensor, epsilon: number): Normalized {
  const mean = tf.mean(x, -1, true);
  const centered = tf.sub(x, mean);
  const variance = tf.mean(tf.square(centered), -1, true);
  const inverseDeviation = tf.rsqrt(tf.add(variance, epsilon));
  return [tf.add(tf.mul(tf.mul(centered, inverseDeviation), gamma), beta), mean, inverseDeviation];
}
