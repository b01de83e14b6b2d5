import type { Optimizer, Signature, Step } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { scalarAt, tensorAt } from "../gradients/step-tensors.ts";

/** Inputs of an update that are the same for all of its pieces. */
export const POSITION_SIGNATURE: Signature = {
  step: { shape: [], dtype: "float32" },
  learningRate: { shape: [], dtype: "float32" },
  gradientScale: { shape: [], dtype: "float32" },
};

/** Name of a slot among the inputs and outputs of `updateStep`. */
export const slotInput = (slot: string): string => `slot/${slot}`;

/** Sum of the squares of `gradient`, as output `squares`. */
export const squaresStep: Step = (inputs) => ({ squares: tf.sum(tf.square(tensorAt(inputs, "gradient"))) });

/**
 * The optimizer on one piece, as a pure function: `parameter`, `gradient` and slots in, `parameter` and slots out.
 * @param name of a parameter by whose rule the piece is updated.
 */
export function updateStep(optimizer: Optimizer, name: string): Step {
  return (inputs) => {
    const updated = optimizer.update(
      { [name]: tensorAt(inputs, "parameter") },
      { [name]: tensorAt(inputs, "gradient") },
      Object.fromEntries(optimizer.slots.map((slot) => [slot, { [name]: tensorAt(inputs, slotInput(slot)) }])),
      {
        step: scalarAt(inputs, "step"),
        learningRate: scalarAt(inputs, "learningRate"),
        gradientScale: scalarAt(inputs, "gradientScale"),
      },
    );
    return {
      parameter: tensorAt(updated.parameters, name),
      ...Object.fromEntries(
        Object.entries(updated.slots).map(([slot, tensors]) => [slotInput(slot), tensorAt(tensors, name)]),
      ),
    };
  };
}
