import type { CompiledSteps, HostArrays, Model, SentencePair } from "@dalmeum/contracts";
import { type EncodedPair, encodePairs } from "./batches/encoded-pair.ts";
import { byLength, chunks } from "./batches/like-length-batches.ts";
import { padBatch } from "./batches/pad-batch.ts";
import { type PadTo, paddedLength } from "./batches/padded-length.ts";

/** The part of a model that reads pairs. */
export type PairReader = Pick<Model, "sequencesPerPair" | "padTokenId" | "maxLength" | "encode">;

export interface ScoringOptions {
  readonly reader: PairReader;
  /** Outputs of the steps, [B] each. */
  readonly heads: readonly string[];
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

/** By head name, one output a pair in the order of the pairs. */
export type Outputs = Readonly<Record<string, Float32Array>>;

/** Pairs that are tokenized once, to be scored by any steps. */
export interface PairScorer {
  /** @param steps take a batch and give every head's outputs. */
  score(steps: Pick<CompiledSteps, "at">, options?: ScoreOptions): Promise<Outputs>;
}

export function pairScorer(options: ScoringOptions): PairScorer {
  const { reader, heads, pairs, batchSize, maxLength, symmetric = false, signal } = options;
  const padTo: PadTo = options.padTo ?? ((tokens) => paddedLength(tokens, maxLength));
  const orders = symmetric ? [pairs, pairs.map(swapped)] : [pairs];
  const encoded = encodePairs(reader, orders.flat(), maxLength);
  const lengths = encoded.map(({ length }) => length);
  return {
    score: async (steps, { held = {}, onProgress } = {}) => {
      const results = Object.fromEntries(heads.map((head) => [head, new Float32Array(encoded.length)]));
      let done = 0;
      for (const indices of chunks(byLength([...lengths.keys()], lengths), batchSize)) {
        signal?.throwIfAborted();
        const batch: EncodedPair[] = indices.flatMap((index) => encoded[index] ?? []);
        const length = padTo(Math.max(...batch.map((pair) => pair.length)));
        const step = await steps.at(length);
        const outputs = Object.fromEntries(heads.map((head) => [head, new Float32Array(batchSize)]));
        await step.run({ ...held, ...padBatch(reader, batch, { pairs: batchSize, length }) }, outputs);
        for (const [head, output] of Object.entries(outputs)) {
          for (const [row, index] of indices.entries()) results[head]?.fill(output[row] ?? NaN, index, index + 1);
        }
        onProgress?.(Math.floor((done += indices.length) / orders.length), pairs.length);
      }
      return symmetric
        ? Object.fromEntries(Object.entries(results).map(([head, values]) => [head, meanOfHalves(values)]))
        : results;
    },
  };
}

const swapped = (pair: SentencePair): SentencePair => ({
  ...pair,
  sentence1: pair.sentence2,
  sentence2: pair.sentence1,
});

/** (x_i + x_(i + n / 2)) / 2. */
function meanOfHalves(values: Float32Array): Float32Array {
  const half = values.length / 2;
  return values.slice(0, half).map((value, index) => (value + (values[half + index] ?? NaN)) / 2);
}
