import type { LowerLayers, Model, NamedValues, StepDefinition } from "@dalmeum/contracts";
import { type BatchShape, batchSignature } from "../batches/pad-batch.ts";
import { parameterKey, parameterSignature } from "../state/keys.ts";
import { batchAt, tensorsAt } from "../gradients/step-tensors.ts";

export interface HiddenStepOptions {
  readonly model: Model;
  readonly lowerLayers: LowerLayers;
  readonly layers: number;
  /** Parameters of the embeddings and those layers. */
  readonly frozen: NamedValues;
}

/** Outputs `hidden` [R, T, H]: what the lowest layers give, with nothing dropped. */
export function hiddenStep(
  { model, lowerLayers, layers, frozen }: HiddenStepOptions,
  shape: BatchShape,
): StepDefinition {
  const names = Object.keys(frozen);
  return {
    step: (inputs) => ({
      hidden: lowerLayers.hiddenStates(tensorsAt(inputs, names, parameterKey), batchAt(inputs), layers),
    }),
    inputs: { ...batchSignature(model, shape), ...parameterSignature(frozen) },
  };
}
