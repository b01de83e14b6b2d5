import * as tf from "@tensorflow/tfjs-core";
import type { Mode } from "@dalmeum/contracts";

/**
 * Inverted dropout: y = x * noise, where noise is 0 with probability `rate` and else 1 / (1 - rate). In evaluation, and
 * at rate 0, y = x. Srivastava et al. 2014.
 * @param rate 0 .. 1, 1 excluded.
 */
export function dropout<T extends tf.Tensor>(x: T, rate: number, mode: Mode): T {
  return mode.noise === undefined || rate === 0 ? x : tf.mul<T>(x, mode.noise(x.shape, rate));
}
