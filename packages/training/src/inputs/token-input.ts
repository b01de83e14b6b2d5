import type { Model } from "@dalmeum/contracts";
import { batchSignature, padBatch } from "../batches/pad-batch.ts";
import { distinctRows } from "../state/lookup-rows.ts";
import { batchAt, tensorAt } from "../gradients/step-tensors.ts";
import type { EncoderInput } from "./encoder-input.ts";

/** Tokens, numbered by the batch's rows of the lookup tables; the whole encoder runs on them. */
export function tokenInput(model: Model, pairs: number): EncoderInput {
  return {
    lookupTables: model.lookupTables,
    signature: (length) => ({ ...batchSignature(model, { pairs, length }), paddingId: { shape: [], dtype: "int32" } }),
    represent: (parameters, inputs, mode) =>
      model.represent(parameters, { ...batchAt(inputs), paddingId: tensorAt(inputs, "paddingId") }, mode),
    read: (batch, length) => {
      const padded = padBatch(model, batch, { pairs, length });
      const { rows, local } = distinctRows(padded.inputIds);
      const paddingId = Int32Array.of(rows.indexOf(model.padTokenId));
      return Promise.resolve({ rows, arrays: { ...padded, inputIds: local, paddingId } });
    },
    dispose: () => Promise.resolve(),
  };
}
