import type { Tensors } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

export const mapTensors = (tensors: Tensors, change: (tensor: tf.Tensor, name: string) => tf.Tensor): Tensors =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor, name)]));

/** Sums of the tensors of each name. */
export const addTensors = (left: Tensors, right: Tensors): Tensors =>
  mapTensors(left, (tensor, name) => {
    const other = right[name];
    if (other === undefined) throw new Error(`the second pass has no gradient of "${name}"`);
    return tf.add(tensor, other);
  });

/** Euclidean norm of all entries. */
export const norm = (x: tf.Tensor): tf.Scalar => tf.sqrt(tf.sum<tf.Scalar>(tf.square(x)));

/** Below it a norm counts as zero; its square is a normal float32. */
const SMALLEST_NORM = 1e-18;

/** x / |x|; 0 for a zero tensor. */
export const unit = (x: tf.Tensor): tf.Tensor => tf.div(x, tf.maximum(norm(x), SMALLEST_NORM));
