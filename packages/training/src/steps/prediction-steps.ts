import type { Model, NamedValues, StepDefinition } from "@dalmeum/contracts";
import { type BatchShape, batchSignature } from "../batches/pad-batch.ts";
import { batchAt, matrixAt, tensorsAt } from "../gradients/step-tensors.ts";
import { parameterKey, parameterSignature } from "../state/keys.ts";

/** Outputs by head name, [B] each, with nothing dropped. */
export function predictionStep(model: Model, parameters: NamedValues, shape: BatchShape): StepDefinition {
  const names = Object.keys(parameters);
  return {
    step: (inputs) => model.apply(tensorsAt(inputs, names, parameterKey), batchAt(inputs), {}),
    inputs: { ...batchSignature(model, shape), ...parameterSignature(parameters) },
  };
}

/**
 * Output `vectors` [R, H] of R sentences, with nothing dropped.
 * @param parameters those that `represent` reads.
 */
export function sentenceStep(
  model: Model,
  parameters: NamedValues,
  { rows, length }: { readonly rows: number; readonly length: number },
): StepDefinition {
  const names = Object.keys(parameters);
  return {
    step: (inputs) => ({ vectors: model.represent(tensorsAt(inputs, names, parameterKey), batchAt(inputs), {}) }),
    inputs: {
      ...batchSignature({ sequencesPerPair: 1 }, { pairs: rows, length }),
      ...parameterSignature(parameters),
    },
  };
}

/**
 * Outputs by head name, [B] each, from input `vectors` [2 B, H].
 * @param parameters those that `score` reads.
 */
export function headsStep(
  model: Model,
  parameters: NamedValues,
  { pairs, width }: { readonly pairs: number; readonly width: number },
): StepDefinition {
  const names = Object.keys(parameters);
  return {
    step: (inputs) => model.score(tensorsAt(inputs, names, parameterKey), matrixAt(inputs, "vectors")),
    inputs: { vectors: { shape: [2 * pairs, width], dtype: "float32" }, ...parameterSignature(parameters) },
  };
}
