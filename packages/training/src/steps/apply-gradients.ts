import type { Optimizer, Tensors } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { scalarAt, tensorAt, tensorsAt } from "../gradients/step-tensors.ts";
import { clipFactor } from "../optimizers/clip-by-global-norm.ts";
import { parameterKey, slotKey } from "../state/keys.ts";

export interface AppliedOptions {
  readonly parameterNames: readonly string[];
  readonly optimizer: Optimizer;
  readonly clipNorm: number;
}

/** The largest float32. */
const LARGEST = 3.4028234663852886e38;
/** Of NaN and of the infinities it is false. */
const isFinite = (x: tf.Tensor): tf.Tensor => tf.lessEqual(tf.abs(x), LARGEST);

/**
 * The second half of an update inside of a step: clipping and the optimizer on all parameters. Where loss or norm is not
 * finite, or was not in an update before, parameters and slots come out as they went in.
 * @param given parameters, slots, `alive`, `step` and `learningRate`.
 * @returns the same parameters, slots and `alive`, and `loss` and `gradientNorm`.
 */
export function applyGradients(
  { parameterNames: names, optimizer, clipNorm }: AppliedOptions,
  given: Tensors,
  { loss, gradients }: { readonly loss: tf.Scalar; readonly gradients: Tensors },
): Tensors {
  const squares = names.map((name) => tf.sum<tf.Scalar>(tf.square(tensorAt(gradients, name))));
  const gradientNorm = tf.sqrt(tf.addN(squares));
  const finite = tf.logicalAnd(isFinite(loss), isFinite(gradientNorm));
  const alive = tf.where(finite, tensorAt(given, "alive"), tf.scalar(0));
  const updated = optimizer.update(
    tensorsAt(given, names, parameterKey),
    gradients,
    Object.fromEntries(optimizer.slots.map((slot) => [slot, tensorsAt(given, names, (name) => slotKey(slot, name))])),
    {
      step: scalarAt(given, "step"),
      learningRate: scalarAt(given, "learningRate"),
      gradientScale: clipFactor(gradientNorm, clipNorm),
    },
  );
  const after: Tensors = Object.fromEntries(
    names.flatMap((name) => [
      [parameterKey(name), tensorAt(updated.parameters, name)] as const,
      ...optimizer.slots.map((slot) => [slotKey(slot, name), tensorAt(updated.slots[slot] ?? {}, name)] as const),
    ]),
  );
  const goesOn = tf.greater(alive, 0);
  const kept: Tensors = Object.fromEntries(
    Object.entries(after).map(([key, tensor]) => [key, tf.where(goesOn, tensor, tensorAt(given, key))] as const),
  );
  return { ...kept, alive, loss, gradientNorm };
}
