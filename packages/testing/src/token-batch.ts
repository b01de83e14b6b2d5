import type { Batch, Model, NamedValues, SentencePair, Tensors, TokenSequence } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

export interface TokenBatchOptions {
  /** Tokens a row; the longest sequence if absent. */
  readonly length?: number;
  /** Pairs of padding at the end: one token each. */
  readonly paddingPairs?: number;
}

/** A model's batch of pairs, encoded and padded. */
export function tokenBatch(
  model: Model,
  pairs: readonly SentencePair[],
  { length, paddingPairs = 0 }: TokenBatchOptions = {},
): Batch {
  const padding: TokenSequence = { inputIds: [model.padTokenId], tokenTypeIds: [0] };
  const encoded = [
    ...pairs.map((pair) => model.encode(pair, model.maxLength)),
    ...Array.from({ length: paddingPairs }, () => Array.from({ length: model.sequencesPerPair }, () => padding)),
  ];
  const rows = Array.from({ length: model.sequencesPerPair }, (_, side) =>
    encoded.map((sequences) => sequences[side] ?? padding),
  ).flat();
  const tokens = length ?? Math.max(...rows.map((row) => row.inputIds.length));
  const table = (
    values: (row: TokenSequence) => readonly number[],
    fill: number,
    dtype: "int32" | "float32",
  ): tf.Tensor2D =>
    tf.tensor2d(
      rows.map((row) => Array.from({ length: tokens }, (_, token) => values(row)[token] ?? fill)),
      [rows.length, tokens],
      dtype,
    );
  return {
    inputIds: table((row) => row.inputIds, model.padTokenId, "int32"),
    tokenTypeIds: table((row) => row.tokenTypeIds, 0, "int32"),
    attentionMask: table((row) => row.inputIds.map(() => 1), 0, "float32"),
  };
}

/** The batch with its tokens packed, and one place of padding where there is any. */
export function packedBatch(batch: Batch): Batch {
  const [rows, length] = batch.attentionMask.shape;
  const mask = [...batch.attentionMask.dataSync()];
  const ofMask = (value: number): number[] => [...mask.keys()].filter((place) => mask[place] === value);
  const places = [...ofMask(1), ...ofMask(0).slice(0, 1)];
  const slots = mask.map((_, place) => (places.includes(place) ? places.indexOf(place) : places.length - 1));
  const integers = (values: number[]): tf.Tensor1D => tf.tensor1d(values, "int32");
  const packing = {
    rows: integers(places.map((place) => Math.floor(place / length))),
    columns: integers(places.map((place) => place % length)),
    slots: tf.tensor2d(slots, [rows, length], "int32"),
    length: tf.scalar(length, "int32"),
  };
  return { ...batch, packing };
}

/** Host values as tensors. */
export function toTensors(values: NamedValues): Tensors {
  return Object.fromEntries(
    Object.entries(values).map(([name, { shape, values: data }]) => [name, tf.tensor(data, [...shape], "float32")]),
  );
}
