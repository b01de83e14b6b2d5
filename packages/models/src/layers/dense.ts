import * as tf from "@tensorflow/tfjs-core";
import { expectShape, shape2d } from "./expect-shape.ts";
import { savedTensors, withGradient } from "./with-gradient.ts";

/**
 * y = x W^T + b, as torch.nn.Linear 2.15.0. Gradient: dx = dy W, dW = dy^T x, db = sum of dy over rows.
 * @param x [rows, in].
 * @param weight [out, in].
 * @param bias [out].
 * @returns [rows, out].
 * @throws Error where a shape is another.
 */
export function dense(x: tf.Tensor2D, weight: tf.Tensor, bias: tf.Tensor): tf.Tensor2D {
  expectDenseShapes("dense", x, weight, bias);
  return withGradient(
    [x, weight, bias],
    () => ({ value: tf.add<tf.Tensor2D>(tf.matMul(x, weight, false, true), bias), saved: [x, weight] }),
    (dy, saved) => {
      const [savedX, savedWeight] = savedTensors("dense", saved, 2);
      return [tf.matMul(dy, savedWeight), tf.matMul(dy, savedX, true), sumOfRows(dy)];
    },
  );
}

/**
 * The gradient of a bias, as a product: what leads to a product may be computed in lower precision, what leads to a sum
 * may not, and here that is the whole backward pass of an activation.
 * @param dy [rows, out].
 * @returns [out].
 */
export function sumOfRows(dy: tf.Tensor2D): tf.Tensor1D {
  const [rows, outputs] = dy.shape;
  return tf.reshape(tf.matMul(dy, tf.ones([rows, 1]), true), [outputs]);
}

/** @throws Error where the shapes are not x [rows, in], weight [out, in], bias [out]. */
export function expectDenseShapes(label: string, x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor): void {
  const [, inputs] = shape2d(`${label}: x`, x, ["rows", "in"]);
  const [outputs] = shape2d(`${label}: weight`, weight, ["out", "in"]);
  expectShape(`${label}: weight`, weight, [outputs, inputs]);
  expectShape(`${label}: bias`, bias, [outputs]);
}
