import type { ObjectiveInputs } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

export const row = (...values: number[]): tf.Tensor1D => tf.tensor1d(values);

/** A batch of one pair with head `similarity`; give what the test is about. */
export function objectiveInputs(overrides: Partial<ObjectiveInputs> = {}): ObjectiveInputs {
  return {
    outputs: { similarity: row(1) },
    targets: { similarity: row(1) },
    labels: { score: row(1), binaryLabel: row(0) },
    weights: row(1),
    parameters: {},
    ...overrides,
  };
}
