import * as tf from "@tensorflow/tfjs-core";
import { dense, expectDenseShapes, sumOfRows } from "./dense.ts";
import { fusedKernel } from "./fused-kernel.ts";
import { savedTensors, withGradient } from "./with-gradient.ts";

/**
 * Kernel name of a fused exact GELU. A backend may register it: inputs `{ x }`, no attributes, output y shaped like x.
 * Others get ordinary operations.
 */
export const GELU_KERNEL = "Gelu";

const DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);

/**
 * A dense layer on activated inputs: y = gelu(x) W^T + b, gelu(x) = x Phi(x), Phi(x) = (1 + erf(x / sqrt 2)) / 2.
 * Hendrycks and Gimpel 2016, arXiv:1606.08415; torch.nn.functional.gelu 2.15.0 with approximate "none".
 *
 * Gradient: dx = dy W (Phi(x) + x phi(x)), dW = dy^T gelu(x), db = sum of dy over rows. The backward pass computes
 * gelu(x) anew from x, so that one wide activation a layer is kept for it, not two.
 * @param x [rows, in].
 * @param weight [out, in].
 * @param bias [out].
 * @returns [rows, out].
 * @throws Error where a shape is another.
 */
export function geluDense(x: tf.Tensor2D, weight: tf.Tensor, bias: tf.Tensor): tf.Tensor2D {
  expectDenseShapes("geluDense", x, weight, bias);
  return withGradient(
    [x, weight, bias],
    () => {
      const activated = fusedKernel(GELU_KERNEL)
        ? tf.engine().runKernel<tf.Tensor2D>(GELU_KERNEL, { x })
        : tf.mul<tf.Tensor2D>(x, cumulative(x));
      return { value: dense(activated, weight, bias), saved: [x, weight] };
    },
    (dy, saved) => {
      const [savedX, savedWeight] = savedTensors("geluDense", saved, 2);
      const probability = cumulative(savedX);
      const density = tf.mul(tf.exp(tf.mul(tf.square(savedX), -0.5)), DENSITY_AT_ZERO);
      const slope = tf.add(probability, tf.mul(savedX, density));
      const dx = tf.mul(tf.matMul(dy, savedWeight), slope);
      return [dx, tf.matMul(dy, tf.mul(savedX, probability), true), sumOfRows(dy)];
    },
  );
}

/** Phi(x), the normal distribution function. */
function cumulative(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5);
}
