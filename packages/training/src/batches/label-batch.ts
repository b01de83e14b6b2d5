import type { HostArrays, ScoredPair } from "@dalmeum/contracts";

/** Labels of a batch padded to `pairs` rows; a padding row has weight 0. */
export function labelBatch(batch: readonly ScoredPair[], pairs: number): HostArrays {
  const padded = (valueOf: (pair: ScoredPair) => number): Float32Array => {
    const values = new Float32Array(pairs);
    values.set(batch.map(valueOf));
    return values;
  };
  return {
    score: padded((pair) => pair.score),
    binaryLabel: padded((pair) => pair.binaryLabel),
    weights: padded(() => 1),
  };
}
