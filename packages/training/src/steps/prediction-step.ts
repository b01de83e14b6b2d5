import type { Model, NamedValues, StepDefinition } from "@dalmeum/contracts";
import { type BatchShape, batchSignature } from "../batches/pad-batch.ts";
import { parameterKey } from "../state/training-state.ts";
import { batchAt, tensorAt } from "./step-tensors.ts";

/** Outputs by head name, [B] each, with nothing dropped. */
export function predictionStep(model: Model, parameters: NamedValues, shape: BatchShape): StepDefinition {
  const names = Object.keys(parameters);
  return {
    step: (inputs) =>
      model.apply(
        Object.fromEntries(names.map((name) => [name, tensorAt(inputs, parameterKey(name))])),
        batchAt(inputs),
        {},
      ),
    inputs: {
      ...batchSignature(model, shape),
      ...Object.fromEntries(
        Object.entries(parameters).map(([name, { shape: dimensions }]) => [
          parameterKey(name),
          { shape: dimensions, dtype: "float32" },
        ]),
      ),
    },
  };
}
