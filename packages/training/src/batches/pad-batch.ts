import type { Model, Signature } from "@dalmeum/contracts";
import type { EncodedPair } from "./encoded-pair.ts";

/** Rows and columns of a batch: B pairs, padded to `length` tokens. */
export interface BatchShape {
  readonly pairs: number;
  readonly length: number;
}

/** A batch in host memory, row-major [R, T] as contracts' Batch. */
export interface HostBatch {
  readonly inputIds: Int32Array;
  readonly tokenTypeIds: Int32Array;
  readonly attentionMask: Float32Array;
}

/** Shapes and types of a batch of `model`. */
export function batchSignature(
  { sequencesPerPair }: Pick<Model, "sequencesPerPair">,
  { pairs, length }: BatchShape,
): Signature {
  const shape = [pairs * sequencesPerPair, length];
  return {
    inputIds: { shape, dtype: "int32" },
    tokenTypeIds: { shape, dtype: "int32" },
    attentionMask: { shape, dtype: "float32" },
  };
}

/**
 * Pad to `shape`: all first sequences, then all second ones. Rows past the given pairs hold one padding token that
 * attends to itself, so that nothing divides by zero.
 */
export function padBatch(
  { sequencesPerPair, padTokenId }: Pick<Model, "sequencesPerPair" | "padTokenId">,
  encoded: readonly Pick<EncodedPair, "sequences">[],
  { pairs, length }: BatchShape,
): HostBatch {
  const rows = pairs * sequencesPerPair;
  const inputIds = new Int32Array(rows * length).fill(padTokenId);
  const tokenTypeIds = new Int32Array(rows * length);
  const attentionMask = new Float32Array(rows * length);
  for (let row = 0; row < rows; row++) {
    const start = row * length;
    const sequence = encoded[row % pairs]?.sequences[Math.floor(row / pairs)];
    if (sequence) {
      inputIds.set(sequence.inputIds, start);
      tokenTypeIds.set(sequence.tokenTypeIds, start);
    }
    attentionMask.fill(1, start, start + (sequence?.inputIds.length ?? 1));
  }
  return { inputIds, tokenTypeIds, attentionMask };
}
