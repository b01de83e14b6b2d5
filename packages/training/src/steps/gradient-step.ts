import type { DeclareInput, DropoutNoise, Model, Objective, Signature, Step, Technique } from "@dalmeum/contracts";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { EncoderInput } from "../inputs/encoder-input.ts";
import { gradientKey, objectiveParameter, parameterKey } from "../state/keys.ts";
import { applyTechniques, type PlainPass } from "../techniques/apply-techniques.ts";
import { labelsAt, labelSignature, sentenceVectors, tensorsAt } from "../gradients/step-tensors.ts";

/** A place in a step where dropout noise enters. */
export interface NoiseSite {
  readonly name: string;
  readonly shape: readonly number[];
  readonly rate: number;
}

export interface GradientStepOptions {
  readonly model: Model;
  readonly input: EncoderInput;
  readonly objective: Objective;
  /** Each wraps the ones before it. */
  readonly techniques: readonly Technique[];
  /** Names of the parameters that are trained. */
  readonly parameterNames: readonly string[];
  readonly batchSize: number;
  /** Makes a site's noise an input of the step that is being compiled. */
  readonly declareNoise: (declareInput: DeclareInput, site: NoiseSite) => Tensor;
}

/** The first half of an update. */
export interface GradientStep {
  readonly step: Step;
  /** Inputs besides parameters, for batches of some length and of so many packed tokens, if any are. */
  signature(length: number, tokens?: number): Signature;
}

/** Forward, loss and backward as a pure function: outputs `loss` and every parameter's gradient. */
export function gradientStep(options: GradientStepOptions): GradientStep {
  const { model, input, objective, techniques, parameterNames, batchSize, declareNoise } = options;
  const objectiveNames = Object.keys(objective.init());
  return {
    step: (inputs, declareInput) => {
      let sites = 0;
      const noise: DropoutNoise = (shape, rate) =>
        declareNoise(declareInput, { name: `noise/${sites++}`, shape, rate });
      const { weights, ...labels } = labelsAt(model, inputs);
      const plain: PlainPass = {
        represent: (parameters) => input.represent(parameters, inputs, { noise }),
        score: (parameters, vectors) => {
          const outputs = model.score(parameters, vectors);
          const own = tensorsAt(parameters, objectiveNames, objectiveParameter);
          const loss = objective.compute({
            ...{ outputs, ...labels, weights, parameters: own },
            ...(objective.readsVectors ? { vectors: sentenceVectors(vectors, model) } : {}),
          });
          return { loss, outputs };
        },
      };
      const { lookupTables } = input;
      const passes = applyTechniques(techniques, plain, { heads: model.heads, lookupTables, weights, noise });
      const { value: loss, gradients } = passes(tensorsAt(inputs, parameterNames, parameterKey));
      return {
        loss,
        ...Object.fromEntries(Object.entries(gradients).map(([name, tensor]) => [gradientKey(name), tensor])),
      };
    },
    signature: (...size) => ({ ...input.signature(...size), ...labelSignature(batchSize) }),
  };
}
