import type { Model, Signature } from "@dalmeum/contracts";
import { packBatch, packingSignature } from "../batches/pack-batch.ts";
import { batchSignature, padBatch } from "../batches/pad-batch.ts";
import { distinctRows } from "../state/lookup-rows.ts";
import { batchAt, packingAt, tensorAt } from "../gradients/step-tensors.ts";
import type { EncoderInput } from "./encoder-input.ts";

/** Tokens, numbered by the batch's rows of the lookup tables; the whole encoder runs on them. */
export function tokenInput(model: Model, pairs: number): EncoderInput {
  const sequences = pairs * model.sequencesPerPair;
  const padded = (length: number): Signature => ({
    ...batchSignature(model, { pairs, length }),
    paddingId: { shape: [], dtype: "int32" },
  });
  return {
    lookupTables: model.lookupTables,
    packs: model.packs ?? false,
    signature: (length, tokens) =>
      tokens === undefined || !model.packs
        ? padded(length)
        : { ...padded(length), ...packingSignature({ rows: sequences, length, tokens }) },
    represent: (parameters, inputs, mode) => {
      const batch = { ...batchAt(inputs), ...packingAt(inputs), paddingId: tensorAt(inputs, "paddingId") };
      return model.represent(parameters, batch, mode);
    },
    read: (batch, length, tokens) => {
      const arrays = padBatch(model, batch, { pairs, length });
      const { rows, local } = distinctRows(arrays.inputIds);
      const paddingId = Int32Array.of(rows.indexOf(model.padTokenId));
      const packing = tokens === undefined ? {} : packBatch(arrays.attentionMask, { rows: sequences, length, tokens });
      return Promise.resolve({ rows, arrays: { ...arrays, ...packing, inputIds: local, paddingId } });
    },
    dispose: () => Promise.resolve(),
  };
}
