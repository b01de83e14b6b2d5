import type { EncodedPair } from "../batches/encoded-pair.ts";
import type { BatchItem } from "./run-batches.ts";

/** Sequences of pairs, each kept once. */
export interface DistinctSequences {
  readonly sequences: readonly BatchItem[];
  /** By pair: the place of each of its sequences in `sequences`. */
  readonly places: readonly (readonly number[])[];
}

/** Sequences of the same tokens are one, whichever pair and side they come from. */
export function distinctSequences(encoded: readonly EncodedPair[]): DistinctSequences {
  const known = new Map<string, number>();
  const sequences: BatchItem[] = [];
  const places = encoded.map((pair) =>
    pair.sequences.map((sequence) => {
      const { inputIds, tokenTypeIds } = sequence;
      const key = `${inputIds.join()} ${tokenTypeIds.join()}`;
      const place = known.get(key) ?? sequences.push({ sequences: [sequence], length: inputIds.length }) - 1;
      known.set(key, place);
      return place;
    }),
  );
  return { sequences, places };
}
