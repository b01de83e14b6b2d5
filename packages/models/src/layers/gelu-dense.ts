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

/** Added to x before dividing by it: lost in rounding but where x is 0, and gelu(TINY) / TINY is Phi(0). */
const TINY = 1e-20;

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
      const activated = fusedKernel(GELU_KERNEL) ? fusedGelu(x) : tf.mul<tf.Tensor2D>(x, cumulative(x));
      return { value: dense(activated, weight, bias), saved: [x, weight] };
    },
    (dy, saved) => {
      const [savedX, savedWeight] = savedTensors("geluDense", saved, 2);
      const { activated, probability } = recomputed(savedX);
      const density = tf.mul(tf.exp(tf.mul(tf.square(savedX), -0.5)), DENSITY_AT_ZERO);
      const slope = tf.add(probability, tf.mul(savedX, density));
      const dx = tf.mul(tf.matMul(dy, savedWeight), slope);
      return [dx, tf.matMul(dy, activated, true), sumOfRows(dy)];
    },
  );
}

/** gelu(x) and Phi(x). A fused kernel gives Phi as the quotient of gelu(x) and x, since an erf of its own is slow. */
function recomputed(x: tf.Tensor): { readonly activated: tf.Tensor; readonly probability: tf.Tensor } {
  if (fusedKernel(GELU_KERNEL)) {
    const shifted = tf.add(x, TINY);
    const activated = fusedGelu(shifted);
    return { activated, probability: tf.div(activated, shifted) };
  }
  const probability = cumulative(x);
  return { activated: tf.mul(x, probability), probability };
}

const fusedGelu = <T extends tf.Tensor>(x: T): T => tf.engine().runKernel<T>(GELU_KERNEL, { x });

/** Phi(x), the normal distribution function. */
export function cumulative<T extends tf.Tensor>(x: T): T {
  return tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5);
}
