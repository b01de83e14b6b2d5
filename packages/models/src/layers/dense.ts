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
  expectDenseShapes("dense", x, weight, bias);
  return tf.add(tf.matMul(x, weight, false, true), bias);
}

/** @throws Error where the shapes are not x [rows, in], weight [out, in], bias [out]. */
export function expectDenseShapes(label: string, x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor): void {
  const [, inputs] = shape2d(`${label}: x`, x, ["rows", "in"]);
  const [outputs] = shape2d(`${label}: weight`, weight, ["out", "in"]);
  expectShape(`${label}: weight`, weight, [outputs, inputs]);
  expectShape(`${label}: bias`, bias, [outputs]);
}
