import type { Tensors } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
// It registers tfjs's gradient rules, which the core package leaves out; the rules' own file has no Node build.
import "@tensorflow/tfjs-layers";

/** A scalar function of named tensors, and its gradient with respect to each of them. */
export function valueAndGradients(
  parameters: Tensors,
  lossOf: (parameters: Tensors) => tf.Scalar,
): { readonly value: tf.Scalar; readonly gradients: Tensors } {
  const names = Object.keys(parameters);
  const ofList = (...values: tf.Tensor[]): tf.Scalar =>
    lossOf(Object.fromEntries(values.map((value, index) => [names[index] ?? "", value])));
  const { value, grads } = tf.valueAndGrads(ofList)(Object.values(parameters));
  return {
    value: tf.reshape(value, []),
    gradients: Object.fromEntries(grads.map((gradient, index) => [names[index] ?? "", gradient])),
  };
}
