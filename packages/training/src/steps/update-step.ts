import type { Optimizer, Signature, Step, Tensors } from "@dalmeum/contracts";
import { clipByGlobalNorm } from "../optimizers/clip-by-global-norm.ts";
import { gradientKey, parameterKey, slotKey } from "../state/keys.ts";
import { scalarAt, tensorsAt } from "./step-tensors.ts";

export interface UpdateStepOptions {
  readonly optimizer: Optimizer;
  /** Names of the parameters that are trained. */
  readonly parameterNames: readonly string[];
  readonly clipNorm: number;
}

/** Inputs of an update besides parameters, slots and gradients. */
export const POSITION_SIGNATURE: Signature = {
  step: { shape: [], dtype: "float32" },
  learningRate: { shape: [], dtype: "float32" },
};

/**
 * The second half of an update as a pure function: clipping and the optimizer. Outputs `gradientNorm` (before clipping),
 * and every parameter and slot under the name it came in.
 */
export function updateStep({ optimizer, parameterNames, clipNorm }: UpdateStepOptions): Step {
  return (inputs) => {
    const pick = (key: (name: string) => string): Tensors => tensorsAt(inputs, parameterNames, key);
    const gradients = pick(gradientKey);
    const { scale, norm } = clipByGlobalNorm(gradients, clipNorm);
    const updated = optimizer.update(
      pick(parameterKey),
      gradients,
      Object.fromEntries(optimizer.slots.map((slot) => [slot, pick((name) => slotKey(slot, name))])),
      { step: scalarAt(inputs, "step"), learningRate: scalarAt(inputs, "learningRate"), gradientScale: scale },
    );
    return {
      gradientNorm: norm,
      ...Object.fromEntries(Object.entries(updated.parameters).map(([name, tensor]) => [parameterKey(name), tensor])),
      ...Object.fromEntries(
        Object.entries(updated.slots).flatMap(([slot, tensors]) =>
          Object.entries(tensors).map(([name, tensor]) => [slotKey(slot, name), tensor]),
        ),
      ),
    };
  };
}
