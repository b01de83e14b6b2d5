import * as tf from "@tensorflow/tfjs-core";
import { expectShape, shape2d } from "./expect-shape.ts";

/**
 * y = x W^T + b, as torch.nn.Linear 2.15.0.
 * @param x [rows, in].
 * @param weight [out, in].
 * @param bias [out].
 * @returns [rows, out].
 * @throws Error where a shape is another.
 */
export function dense(x: tf.Tensor2D, weight: tf.Tensor, bias: tf.Tensor): tf.Tensor2D {
  const [, inputs] = shape2d("dense: x", x, ["rows", "in"]);
  const [outputs] = shape2d("dense: weight", weight, ["out", "in"]);
  expectShape("dense: weight", weight, [outputs, inputs]);
  expectShape("dense: bias", bias, [outputs]);
  return tf.add(tf.matMul(x, weight, false, true), bias);
}
