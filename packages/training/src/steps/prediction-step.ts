import type { Model, NamedValues, StepDefinition } from "@dalmeum/contracts";
import { type BatchShape, batchSignature } from "../batches/pad-batch.ts";
import { parameterKey, parameterSignature } from "../state/keys.ts";
import { batchAt, tensorsAt } from "../gradients/step-tensors.ts";

/** Outputs by head name, [B] each, with nothing dropped. */
export function predictionStep(model: Model, parameters: NamedValues, shape: BatchShape): StepDefinition {
  const names = Object.keys(parameters);
  return {
    step: (inputs) => model.apply(tensorsAt(inputs, names, parameterKey), batchAt(inputs), {}),
    inputs: { ...batchSignature(model, shape), ...parameterSignature(parameters) },
  };
}
