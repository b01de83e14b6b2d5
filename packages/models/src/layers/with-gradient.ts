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

type Tuple<Length extends number, Items extends tf.Tensor[] = []> = Items["length"] extends Length
  ? Items
  : Tuple<Length, [...Items, tf.Tensor]>;

/** The tensors that a forward function saved, as a tuple of known length. */
export function savedTensors<const Length extends number>(
  label: string,
  saved: tf.Tensor[],
  length: Length,
): Tuple<Length> {
  if (!hasLength(saved, length)) throw new Error(`${label}: ${saved.length} saved tensors, expected ${length}`);
  return saved;
}

function hasLength<Length extends number>(saved: tf.Tensor[], length: Length): saved is Tuple<Length> {
  return saved.length === length;
}
