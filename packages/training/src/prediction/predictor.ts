import type { Engine, Model, NamedValues, SentencePair } from "@dalmeum/contracts";
import type { Outputs } from "./run-batches.ts";
import type { ScoreOptions, ScoringOptions } from "./score-pairs.ts";

export interface PredictorSettings extends Pick<ScoringOptions, "batchSize" | "maxLength" | "symmetric" | "signal"> {
  readonly model: Model;
  readonly engine: Engine;
}

/** Scores sets of pairs. */
export interface Predictor {
  /** Score with these values from now on; they must stay as they are until others are set. */
  set(parameters: NamedValues): Promise<void>;
  /**
   * @returns by head name, one output a pair in the order of the pairs.
   * @throws Error where no parameters are set.
   */
  predict(pairs: readonly SentencePair[], onProgress?: ScoreOptions["onProgress"]): Promise<Outputs>;
  dispose(): Promise<void>;
}

/** What a set of pairs is made into, once. */
export function oncePerSet<T>(make: (pairs: readonly SentencePair[]) => T): (pairs: readonly SentencePair[]) => T {
  const made = new WeakMap<readonly SentencePair[], { readonly value: T }>();
  return (pairs) => {
    const known = made.get(pairs) ?? { value: make(pairs) };
    made.set(pairs, known);
    return known.value;
  };
}

export function withoutParameters(): never {
  throw new Error("predict: found no parameters; set some first");
}
