import type { Engine } from "@dalmeum/contracts";
import { paddedLength, type PadTo } from "./padded-length.ts";

/** Padding that is not worth another compilation: a tenth of the tokens. */
const BEARABLE = 1.1;
/** Lengths are even: bfloat16 factors lie in pairs. */
const STEP = 2;

/** Lengths that batches are padded to, rising, and the tokens of all batches' longest sequences then. */
interface Ladder {
  readonly lengths: readonly number[];
  readonly tokens: number;
}

/**
 * The fewest lengths to which batches can be padded with at most a tenth more tokens; where `most` do not suffice, those
 * that pad the least. Dynamic programming over the lengths that occur.
 * @param longest tokens of the longest sequence of each batch, at least one batch.
 * @returns rising; the last one holds every batch.
 */
export function lengthLadder(longest: readonly number[], most: number): readonly number[] {
  const rounded = longest.map((tokens) => Math.ceil(tokens / STEP) * STEP).toSorted((a, b) => a - b);
  const lengths = [...new Set(rounded)];
  // Batches that each length holds.
  const held = lengths.map((length) => rounded.lastIndexOf(length) + 1);
  const bearable = BEARABLE * longest.reduce((sum, tokens) => sum + tokens, 0);
  // The best ladder that ends with each length.
  let ladders = lengths.map((length, at): Ladder => ({ lengths: [length], tokens: length * (held[at] ?? 0) }));
  for (;;) {
    const ladder = ladders.at(-1) ?? { lengths: [], tokens: 0 };
    if (ladder.tokens <= bearable || ladder.lengths.length >= Math.min(most, lengths.length)) return ladder.lengths;
    ladders = lengths.map((length, at) => longer(ladders.slice(0, at), held, { length, batches: held[at] ?? 0 }));
  }
}

/** The best of shorter ladders with one length more. */
function longer(
  shorter: readonly Ladder[],
  held: readonly number[],
  { length, batches }: { readonly length: number; readonly batches: number },
): Ladder {
  const candidates = shorter.map(({ lengths, tokens }, at) => ({
    lengths: [...lengths, length],
    tokens: tokens + length * (batches - (held[at] ?? 0)),
  }));
  return candidates.reduce((best, next) => (next.tokens < best.tokens ? next : best), {
    lengths: [length],
    tokens: Infinity,
  });
}

/** The length of a ladder that holds so many tokens, at most `maxLength`. */
export const lengthOn =
  (ladder: readonly number[], maxLength: number) =>
  (tokens: number): number =>
    Math.min(maxLength, ladder.find((length) => length >= tokens) ?? maxLength);

/** Lengths for an engine where the batches are known, by the tokens of the longest sequence of each, at least one. */
export function lengthsFor(
  { mostLengths }: Pick<Engine, "mostLengths">,
  maxLength: number,
  longest: readonly number[],
): PadTo {
  return mostLengths === undefined
    ? (tokens) => paddedLength(tokens, maxLength)
    : lengthOn(lengthLadder(longest, mostLengths), maxLength);
}
