import type { CompiledSteps, HostArrays, Model, SentencePair } from "@dalmeum/contracts";
import { encodePairs } from "../batches/encoded-pair.ts";
import { type PadTo, paddedLength } from "../batches/padded-length.ts";
import { meanOfHalves } from "./mean-of-halves.ts";
import { type Outputs, runBatches } from "./run-batches.ts";

/** The part of a model that reads pairs. */
export type PairReader = Pick<Model, "sequencesPerPair" | "padTokenId" | "maxLength" | "encode">;

export interface ScoringOptions {
  readonly reader: PairReader;
  readonly pairs: readonly SentencePair[];
  /** Pairs a step computes. */
  readonly batchSize: number;
  /** Tokens a sequence; longer ones are cut. */
  readonly maxLength: number;
  /** The length that a batch is padded to; by default the next of some that lie close together. */
  readonly padTo?: PadTo;
  /** Whether a pair's outputs are the mean of both orders of its sentences. Default false. */
  readonly symmetric?: boolean;
  /** Stops between two batches; scoring then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface ScoreOptions {
  /** Further inputs of every run. */
  readonly held?: HostArrays;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Pairs that are tokenized once, to be scored by any steps. */
export interface PairScorer {
  /**
   * @param steps take a batch and give outputs [B].
   * @returns by name of the output, one a pair in the order of the pairs.
   */
  score(steps: Pick<CompiledSteps, "at">, options?: ScoreOptions): Promise<Outputs>;
}

/** Pairs as they are, each with both of its sentences in one step. */
export function pairScorer(options: ScoringOptions): PairScorer {
  const { reader, pairs, batchSize, maxLength, symmetric = false, signal } = options;
  const padTo: PadTo = options.padTo ?? ((tokens) => paddedLength(tokens, maxLength));
  const orders = symmetric ? [pairs, pairs.map(swapped)] : [pairs];
  const items = encodePairs(reader, orders.flat(), maxLength);
  return {
    score: async (steps, { held = {}, onProgress } = {}) => {
      const outputs = await runBatches(steps, {
        ...{ model: reader, items, batchSize, padTo, held, signal },
        onProgress: (done) => onProgress?.(Math.floor(done / orders.length), pairs.length),
      });
      return symmetric ? meanOfHalves(outputs) : outputs;
    },
  };
}

const swapped = (pair: SentencePair): SentencePair => ({
  ...pair,
  sentence1: pair.sentence2,
  sentence2: pair.sentence1,
});
