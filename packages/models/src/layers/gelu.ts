import * as tf from "@tensorflow/tfjs-core";
import { fusedKernel } from "./fused-kernel.ts";
import { withGradient } from "./with-gradient.ts";

/**
 * Kernel name of a fused exact GELU. A backend may register it: inputs `{ x }`, no attributes, output y shaped like x.
 * Others get ordinary operations.
 */
export const GELU_KERNEL = "Gelu";

const DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);

/**
 * Gaussian error linear unit, exact form: y = x Phi(x), Phi(x) = (1 + erf(x / sqrt 2)) / 2; dy/dx = Phi(x) + x phi(x).
 * Hendrycks and Gimpel 2016, arXiv:1606.08415; torch.nn.functional.gelu 2.15.0 with approximate "none".
 * @param x any shape.
 * @returns shaped like x.
 */
export function gelu<T extends tf.Tensor>(x: T): T {
  return withGradient(
    [x],
    () => {
      const value = fusedKernel(GELU_KERNEL)
        ? tf.engine().runKernel<T>(GELU_KERNEL, { x })
        : tf.mul<T>(x, cumulative(x));
      return { value, saved: [x] };
    },
    (dy, [savedX]) => {
      if (savedX === undefined) throw new Error("gelu: its input was not saved");
      const density = tf.mul(tf.exp(tf.mul(tf.square(savedX), -0.5)), DENSITY_AT_ZERO);
      return [tf.mul(dy, tf.add(cumulative(savedX), tf.mul(savedX, density)))];
    },
  );
}

/** Phi(x), the normal distribution function. */
function cumulative(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5);
}
