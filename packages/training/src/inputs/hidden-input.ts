import type { Engine, LowerLayers, Model, NamedValues } from "@dalmeum/contracts";
import type { EncodedPair } from "../batches/encoded-pair.ts";
import { padBatch } from "../batches/pad-batch.ts";
import { lazySteps } from "./lazy-steps.ts";
import { hiddenStep } from "./hidden-step.ts";
import { parameterInputs } from "../state/keys.ts";
import { hiddenAt } from "../gradients/step-tensors.ts";
import type { EncoderInput } from "./encoder-input.ts";

export interface HiddenInputOptions {
  readonly model: Model;
  readonly lowerLayers: LowerLayers;
  /** Layers that are frozen. */
  readonly layers: number;
  /** Parameters of the frozen part. */
  readonly frozen: NamedValues;
  /** Pairs of a batch. */
  readonly pairs: number;
  readonly engine: Engine;
}

/**
 * Hidden states of frozen lower layers; the layers above run on them. A pair's are computed with the first batch that
 * it is in, and kept unpadded: 4 H bytes a token.
 */
export function hiddenInput({ model, lowerLayers, layers, frozen, pairs, engine }: HiddenInputOptions): EncoderInput {
  const { hiddenSize } = lowerLayers;
  const rows = pairs * model.sequencesPerPair;
  const kept = new Map<EncodedPair, readonly Float32Array[]>();
  const steps = lazySteps(engine, (length) => hiddenStep({ model, lowerLayers, layers, frozen }, { pairs, length }));

  /** Where the states of a pair's sequence lie in a batch. */
  const startOf = (index: number, side: number, length: number): number => (side * pairs + index) * length * hiddenSize;
  const held = parameterInputs(frozen);
  let holding: Promise<void> | undefined;
  const compute = async (batch: readonly EncodedPair[], length: number): Promise<void> => {
    const hidden = new Float32Array(rows * length * hiddenSize);
    await (holding ??= steps.hold?.(held));
    const step = await steps.at(length);
    await step.run({ ...held, ...padBatch(model, batch, { pairs, length }) }, { hidden });
    for (const [index, pair] of batch.entries()) {
      const states = pair.sequences.map(({ inputIds }, side) => {
        const start = startOf(index, side, length);
        return hidden.slice(start, start + inputIds.length * hiddenSize);
      });
      kept.set(pair, states);
    }
  };

  return {
    lookupTables: [],
    packs: false,
    signature: (length) => ({
      hidden: { shape: [rows, length, hiddenSize], dtype: "float32" },
      attentionMask: { shape: [rows, length], dtype: "float32" },
    }),
    represent: (parameters, inputs, mode) => lowerLayers.representHidden(parameters, hiddenAt(inputs), layers, mode),
    read: async (batch, length) => {
      if (!batch.every((pair) => kept.has(pair))) await compute(batch, length);
      const hidden = new Float32Array(rows * length * hiddenSize);
      for (const [index, pair] of batch.entries()) {
        for (const [side, states] of (kept.get(pair) ?? []).entries()) hidden.set(states, startOf(index, side, length));
      }
      const { attentionMask } = padBatch(model, batch, { pairs, length });
      return { rows: [], arrays: { hidden, attentionMask } };
    },
    dispose: () => steps.dispose(),
  };
}
