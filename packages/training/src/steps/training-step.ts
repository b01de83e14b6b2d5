import type { DropoutNoise, Model, Objective, Optimizer, Signature, Step, Tensors } from "@dalmeum/contracts";
import { batchSignature } from "../batches/pad-batch.ts";
import { valueAndGradients } from "./value-and-gradients.ts";
import { clipByGlobalNorm } from "../optimizers/clip-by-global-norm.ts";
import { parameterKey, slotKey } from "../state/training-state.ts";
import { batchAt, labelsAt, labelSignature, scalarAt, tensorAt } from "./step-tensors.ts";

export interface TrainingStepOptions {
  readonly model: Model;
  readonly objective: Objective;
  readonly optimizer: Optimizer;
  /** Parameter names, in the order of the gradients. */
  readonly parameterNames: readonly string[];
  readonly clipNorm: number;
  readonly batchSize: number;
}

/** A training step and what it draws. */
export interface TrainingStep {
  readonly step: Step;
  /** Inputs besides parameters and slots, for batches of some length. */
  signature(length: number): Signature;
  /** Dropout rate of each noise input, by name; filled when the step is compiled. */
  readonly noiseRates: ReadonlyMap<string, number>;
}

/**
 * One update as a pure function: forward, loss, backward, clipping, optimizer.
 * Outputs `loss`, `gradientNorm` (before clipping), and every parameter and slot under the name it came in.
 */
export function trainingStep(options: TrainingStepOptions): TrainingStep {
  const { model, objective, optimizer, parameterNames, clipNorm, batchSize } = options;
  const noiseRates = new Map<string, number>();
  const step: Step = (inputs, declareInput) => {
    let sites = 0;
    const noise: DropoutNoise = (siteShape, rate) => {
      const name = `noise/${sites++}`;
      noiseRates.set(name, rate);
      return declareInput(name, { shape: siteShape, dtype: "float32" });
    };
    const batch = batchAt(inputs);
    const { targets, weights } = labelsAt(model, inputs);
    const pick = (key: (name: string) => string): Tensors =>
      Object.fromEntries(parameterNames.map((name) => [name, tensorAt(inputs, key(name))]));
    const parameters = pick(parameterKey);
    const { value: loss, gradients } = valueAndGradients(parameters, (values) =>
      objective.compute(model.apply(values, batch, { noise }), targets, weights),
    );
    const clipped = clipByGlobalNorm(gradients, clipNorm);
    const updated = optimizer.update(
      parameters,
      clipped.gradients,
      Object.fromEntries(optimizer.slots.map((slot) => [slot, pick((name) => slotKey(slot, name))])),
      { step: scalarAt(inputs, "step"), learningRate: scalarAt(inputs, "learningRate") },
    );
    return {
      loss,
      gradientNorm: clipped.norm,
      ...Object.fromEntries(Object.entries(updated.parameters).map(([name, tensor]) => [parameterKey(name), tensor])),
      ...Object.fromEntries(
        Object.entries(updated.slots).flatMap(([slot, tensors]) =>
          Object.entries(tensors).map(([name, tensor]) => [slotKey(slot, name), tensor]),
        ),
      ),
    };
  };
  const scalar = { shape: [], dtype: "float32" } as const;
  return {
    step,
    signature: (length) => ({
      ...batchSignature(model, { pairs: batchSize, length }),
      ...labelSignature(batchSize),
      step: scalar,
      learningRate: scalar,
    }),
    noiseRates,
  };
}
