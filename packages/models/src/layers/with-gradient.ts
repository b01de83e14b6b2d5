import * as tf from "@tensorflow/tfjs-core";

/**
 * A function of `inputs` whose gradient is given instead of derived.
 * @param forward gives the value and the tensors that the gradient needs.
 * @param gradient gets d loss / d value and the saved tensors; returns one tensor for each input.
 */
export function withGradient<T extends tf.Tensor>(
  inputs: readonly tf.Tensor[],
  forward: () => { readonly value: T; readonly saved: tf.Tensor[] },
  gradient: (dy: T, saved: tf.Tensor[]) => tf.Tensor[],
): T {
  return tf.customGrad<T>((...inputsAndSave) => {
    const save = inputsAndSave.at(-1);
    if (typeof save !== "function") throw new Error("tf.customGrad passed no save function");
    const { value, saved } = forward();
    save(saved);
    return { value, gradFunc: gradient };
  })(...inputs);
}
