import type { HostArrays, Model, NamedValues, StepsByLength } from "@dalmeum/contracts";
import { batchSignature } from "../batches/pad-batch.ts";
import { parameterInputs, parameterKey, parameterSignature } from "../state/keys.ts";
import { batchAt, tensorAt, tensorsAt } from "../gradients/step-tensors.ts";

export interface ServingStepsOptions {
  readonly model: Model;
  readonly parameters: NamedValues;
  /** Pairs a step computes, B. */
  readonly pairs: number;
  readonly head: string;
}

/** Steps to write into a file, and the inputs that are constants there. */
export interface ServingSteps {
  readonly steps: StepsByLength;
  readonly held: HostArrays;
}

/** What a bi-encoder's file gives beside the score. */
const EMBEDDINGS = "embeddings";

/**
 * Outputs of a head, [B], under its name, with nothing dropped; of a bi-encoder its sentences' vectors too, `embeddings`
 * [2 * B, H].
 */
export function servingSteps({ model, parameters, pairs, head }: ServingStepsOptions): ServingSteps {
  const names = Object.keys(parameters);
  return {
    steps: (length) => ({
      step: (inputs) => {
        const tensors = tensorsAt(inputs, names, parameterKey);
        const vectors = model.represent(tensors, batchAt(inputs), {});
        const output = tensorAt(model.score(tensors, vectors), head);
        return { [head]: output, ...(model.sequencesPerPair === 2 ? { [EMBEDDINGS]: vectors } : {}) };
      },
      inputs: { ...batchSignature(model, { pairs, length }), ...parameterSignature(parameters) },
    }),
    held: parameterInputs(parameters),
  };
}
