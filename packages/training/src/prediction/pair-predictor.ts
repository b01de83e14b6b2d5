import type { CompiledSteps, HostArrays } from "@dalmeum/contracts";
import { lengthsToPredict } from "../batches/padded-length.ts";
import { parameterInputs } from "../state/keys.ts";
import { predictionStep } from "../steps/prediction-steps.ts";
import { oncePerSet, type Predictor, type PredictorSettings, withoutParameters } from "./predictor.ts";
import { pairScorer } from "./score-pairs.ts";

/** Of a model that reads both sentences of a pair in one sequence. */
export function pairPredictor({ model, batchSize, engine, ...options }: PredictorSettings): Predictor {
  const padTo = lengthsToPredict(engine, options.maxLength);
  const scorerOf = oncePerSet((pairs) => pairScorer({ ...options, pairs, padTo, reader: model, batchSize }));
  let current: { readonly steps: Promise<CompiledSteps>; readonly held: HostArrays } | undefined;
  return {
    set: async (parameters) => {
      const steps =
        current?.steps ??
        engine.compileLengths((length) => predictionStep(model, parameters, { pairs: batchSize, length }));
      current = { steps, held: parameterInputs(parameters) };
      await (await steps).hold?.(current.held);
    },
    predict: async (pairs, onProgress) => {
      const { steps, held } = current ?? withoutParameters();
      return scorerOf(pairs).score(await steps, { held, onProgress });
    },
    dispose: async () => (await current?.steps)?.dispose(),
  };
}
