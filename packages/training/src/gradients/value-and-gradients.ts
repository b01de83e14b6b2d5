import { type Tensors, UserError } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
// It registers tfjs's gradient rules, which the core package leaves out; the rules' own file has no Node build.
import "@tensorflow/tfjs-layers";

/**
 * A scalar function of named tensors, and its gradient with respect to each of them.
 * @throws UserError naming those that it does not depend on.
 */
export function valueAndGradients(
  parameters: Tensors,
  lossOf: (parameters: Tensors) => tf.Scalar,
): { readonly value: tf.Scalar; readonly gradients: Tensors } {
  const names = Object.keys(parameters);
  const { value, grads } = tf.engine().gradients(() => lossOf(parameters), Object.values(parameters));
  const found: readonly (tf.Tensor | undefined)[] = grads;
  const gradients = Object.fromEntries(
    names.flatMap((name, index) => {
      const gradient = found[index];
      return gradient === undefined ? [] : [[name, gradient] as const];
    }),
  );
  const missing = names.filter((name) => !(name in gradients));
  if (missing.length > 0) {
    throw new UserError(
      `training: the loss does not depend on ${missing.join(", ")}; expected every parameter to matter: ` +
        "give a head with parameters a loss on its outputs, of a weight above 0",
    );
  }
  return { value: tf.reshape(value, []), gradients };
}
