import type { CompiledSteps, Engine, HostArrays, Model, NamedValues, SentencePair } from "@dalmeum/contracts";
import { lengthsOf } from "./batches/padded-length.ts";
import { type Outputs, pairScorer, type PairScorer, type ScoreOptions, type ScoringOptions } from "./score-pairs.ts";
import { parameterInputs } from "./state/keys.ts";
import { predictionStep } from "./steps/prediction-step.ts";

export interface PredictorOptions extends Pick<ScoringOptions, "maxLength" | "symmetric" | "signal"> {
  readonly model: Model;
  /** Pairs a step computes. */
  readonly batchSize?: number;
  readonly engine: Engine;
}

export interface PredictOptions extends PredictorOptions, Pick<ScoreOptions, "onProgress"> {
  readonly pairs: readonly SentencePair[];
  readonly parameters: NamedValues;
}

/** Scores sets of pairs: compiled once, and each set tokenized once. */
export interface Predictor {
  /** Score with these values from now on; they must stay as they are until others are set. */
  set(parameters: NamedValues): Promise<void>;
  /** @throws Error where no parameters are set. */
  predict(pairs: readonly SentencePair[], onProgress?: ScoreOptions["onProgress"]): Promise<Outputs>;
  dispose(): Promise<void>;
}

/** Score pairs once. */
export async function predict({ parameters, pairs, onProgress, ...options }: PredictOptions): Promise<Outputs> {
  const predictor = createPredictor(options);
  try {
    await predictor.set(parameters);
    return await predictor.predict(pairs, onProgress);
  } finally {
    await predictor.dispose();
  }
}

export function createPredictor({ model, batchSize = 64, engine, ...options }: PredictorOptions): Predictor {
  const padTo = lengthsOf(engine, options.maxLength);
  const scorers = new WeakMap<readonly SentencePair[], PairScorer>();
  const scorerOf = (pairs: readonly SentencePair[]): PairScorer => {
    const scorer =
      scorers.get(pairs) ??
      pairScorer({ ...options, pairs, padTo, reader: model, heads: Object.keys(model.heads), batchSize });
    scorers.set(pairs, scorer);
    return scorer;
  };
  let compiled: Promise<CompiledSteps> | undefined;
  let held: HostArrays | undefined;
  return {
    set: async (parameters) => {
      held = parameterInputs(parameters);
      compiled ??= engine.compileLengths((length) => predictionStep(model, parameters, { pairs: batchSize, length }));
      await (await compiled).hold?.(held);
    },
    predict: async (pairs, onProgress) => {
      if (compiled === undefined || held === undefined) throw new Error("predict: found no parameters; set some first");
      return scorerOf(pairs).score(await compiled, { held, onProgress });
    },
    dispose: async () => (await compiled)?.dispose(),
  };
}
