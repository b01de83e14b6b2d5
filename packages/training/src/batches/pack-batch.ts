import type { Engine, HostArrays, Signature } from "@dalmeum/contracts";

/** Rows, columns and packed tokens of a batch. */
export interface PackedShape {
  readonly rows: number;
  readonly length: number;
  readonly tokens: number;
}

/** Shapes and types of contracts' Packing. */
export const packingSignature = ({ rows, length, tokens }: PackedShape): Signature => ({
  packedRows: { shape: [tokens], dtype: "int32" },
  packedColumns: { shape: [tokens], dtype: "int32" },
  slots: { shape: [rows, length], dtype: "int32" },
  length: { shape: [], dtype: "int32" },
});

/**
 * The packing of a padded batch: its tokens in their order, then padding up to `tokens`.
 * @param attentionMask row-major [rows, length].
 * @param shape with more `tokens` than the batch has, or as many as places.
 * @throws Error where it has others.
 */
export function packBatch(attentionMask: Float32Array, { rows, length, tokens }: PackedShape): HostArrays {
  const [packedRows, packedColumns] = [new Int32Array(tokens), new Int32Array(tokens)];
  const slots = new Int32Array(rows * length).fill(tokens - 1);
  const places = [...attentionMask.keys()];
  const ofMask = (mask: number): readonly number[] => places.filter((place) => attentionMask[place] === mask);
  const [real, padding] = [ofMask(1), ofMask(0)];
  if (tokens > places.length || (tokens <= real.length && padding.length > 0)) {
    throw new Error(`${tokens} packed tokens, expected room for ${real.length} and for padding`);
  }
  for (const [slot, place] of [...real, ...padding].slice(0, tokens).entries()) {
    packedRows[slot] = Math.floor(place / length);
    packedColumns[slot] = place % length;
    slots[place] = slot;
  }
  return { packedRows, packedColumns, slots, length: Int32Array.of(length) };
}

/** Numbers of tokens in an octave, where each is a graph to compile: more would be more graphs, fewer more padding. */
const AN_OCTAVE = 16;

/**
 * How many of a batch's places are computed: its tokens and one of padding at least, at most all; rounded up to one of 16 numbers
 * an octave, unless one graph serves any.
 * @param real tokens of the batch.
 */
export function packedTokens(
  real: number,
  { rows, length }: Pick<PackedShape, "rows" | "length">,
  { anyLength = false }: Pick<Engine, "anyLength">,
): number {
  const needed = real + 1;
  const step = anyLength ? 1 : Math.max(1, 2 ** (Math.ceil(Math.log2(needed)) - 1) / AN_OCTAVE);
  return Math.min(rows * length, Math.ceil(needed / step) * step);
}
