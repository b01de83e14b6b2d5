import * as tf from "@tensorflow/tfjs-core";
import { cumulative } from "../layers/gelu-dense.ts";
import { dense } from "../layers/dense.ts";
import { expectShape } from "../layers/expect-shape.ts";

/** Activations that a convolution layer may have. */
export const CONVOLUTION_ACTIVATIONS = {
  tanh: (x: tf.Tensor2D): tf.Tensor2D => tf.tanh(x),
  gelu: (x: tf.Tensor2D): tf.Tensor2D => tf.mul(x, cumulative(x)),
} as const;

/**
 * Convolution along a sequence: y_t = sum over k of W_k x_(t + k - (K - 1) / 2) + b, with zeros beyond both ends.
 * torch.nn.Conv1d 2.15.0 with padding (K - 1) / 2.
 * @param x [R, T, H].
 * @param weight [O, H, K], K odd.
 * @param bias [O].
 * @returns [R * T, O].
 * @throws Error where a shape is another.
 */
export function convolve(x: tf.Tensor3D, weight: tf.Tensor, bias: tf.Tensor): tf.Tensor2D {
  expectShape("convolve: x", x, ["R", "T", "H"]);
  const [rows, length, hidden] = x.shape;
  expectShape("convolve: weight", weight, ["O", hidden, "K"]);
  const [outputs = 0, , size = 0] = weight.shape;
  if (size % 2 === 0) throw new Error(`convolve: kernel of ${size}, expected an odd one`);
  const reach = (size - 1) / 2;
  const padded = tf.pad(x, [
    [0, 0],
    [reach, reach],
    [0, 0],
  ]);
  const shifted = Array.from({ length: size }, (_, index) => tf.slice(padded, [0, index, 0], [rows, length, hidden]));
  const windows = tf.reshape<tf.Rank.R2>(tf.concat(shifted, 2), [rows * length, size * hidden]);
  const flat = tf.reshape<tf.Rank.R2>(tf.transpose(weight, [0, 2, 1]), [outputs, size * hidden]);
  return dense(windows, flat, bias);
}
