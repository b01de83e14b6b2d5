import type { CompiledSteps, Engine, Model, NamedValues } from "@dalmeum/contracts";
import { type Outputs, pairScorer, type ScoringOptions } from "./score-pairs.ts";
import { parameterInputs } from "./state/keys.ts";
import { predictionStep } from "./steps/prediction-step.ts";

export interface PredictorOptions extends Omit<ScoringOptions, "reader" | "heads" | "batchSize"> {
  readonly model: Model;
  /** Pairs a step computes. */
  readonly batchSize?: number;
  readonly engine: Engine;
}

export interface PredictOptions extends PredictorOptions {
  readonly parameters: NamedValues;
}

/** Scores the same pairs again and again: tokenized once, compiled once. */
export interface Predictor {
  predict(parameters: NamedValues): Promise<Outputs>;
  dispose(): Promise<void>;
}

/** Score pairs once. */
export async function predict({ parameters, ...options }: PredictOptions): Promise<Outputs> {
  const predictor = createPredictor(options);
  try {
    return await predictor.predict(parameters);
  } finally {
    await predictor.dispose();
  }
}

export function createPredictor({ model, batchSize = 64, engine, ...options }: PredictorOptions): Predictor {
  const scorer = pairScorer({ ...options, reader: model, heads: Object.keys(model.heads), batchSize });
  let compiled: Promise<CompiledSteps> | undefined;
  return {
    predict: async (parameters) => {
      const held = parameterInputs(parameters);
      compiled ??= engine.compileLengths((length) => predictionStep(model, parameters, { pairs: batchSize, length }));
      const steps = await compiled;
      await steps.hold?.(held);
      return scorer.score(steps, held);
    },
    dispose: async () => (await compiled)?.dispose(),
  };
}
