import type { NamedValues, SentencePair } from "@dalmeum/contracts";
import { pairPredictor } from "./pair-predictor.ts";
import type { Predictor, PredictorSettings } from "./predictor.ts";
import type { Outputs } from "./run-batches.ts";
import type { ScoreOptions } from "./score-pairs.ts";
import { sentencePredictor } from "./sentence-predictor.ts";

export interface PredictorOptions extends Omit<PredictorSettings, "batchSize"> {
  /** Pairs a step computes. Default 64. */
  readonly batchSize?: number;
}

export interface PredictOptions extends PredictorOptions, Pick<ScoreOptions, "onProgress"> {
  readonly pairs: readonly SentencePair[];
  readonly parameters: NamedValues;
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

/** Compiled once, and each set of pairs tokenized once. */
export function createPredictor({ batchSize = 64, ...options }: PredictorOptions): Predictor {
  const create = options.model.sequencesPerPair === 2 ? sentencePredictor : pairPredictor;
  return create({ batchSize, ...options });
}
