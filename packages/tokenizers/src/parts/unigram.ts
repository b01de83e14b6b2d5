import type { UnigramModel } from "./model-schema.ts";

/** An unknown character's score lies this far under the lowest piece's. */
const UNKNOWN_PENALTY = 10;

/**
 * Split words into the pieces whose scores sum to most; Kudo 2018, arXiv:1804.10959. Of equal sums the one found first
 * stays, from the left, and neighbouring unknown characters of a word become one piece.
 * @returns a function from words to pieces, those of unknown characters as text.
 * @see tokenizers 0.23.3, models/unigram/model.rs, `encode_optimized`
 */
export function unigram(model: UnigramModel): (words: readonly string[]) => readonly string[] {
  const { vocab, unk_id: unknownId, byte_fallback: byteFallback } = model;
  const idOf = new Map(vocab.map(([piece], id) => [piece, id]));
  const scores = Float64Array.from(vocab, ([, score]) => score);
  const unknownScore = scores.reduce((least, score) => Math.min(least, score), Infinity) - UNKNOWN_PENALTY;
  const longest = vocab.reduce((most, [piece]) => Math.max(most, Array.from(piece).length), 0);

  const segment = (word: string): readonly string[] => {
    const characters = Array.from(word);
    const count = characters.length;
    const best = new Float64Array(count + 1);
    const begins = new Int32Array(count + 1).fill(-1);
    const ids = new Int32Array(count + 1);
    const offer = (begin: number, end: number, id: number, score: number): void => {
      const sum = score + (best[begin] ?? 0);
      if (begins[end] !== -1 && sum <= (best[end] ?? 0)) return;
      best[end] = sum;
      begins[end] = begin;
      ids[end] = id;
    };
    for (let begin = 0; begin < count; begin++) {
      let piece = "";
      for (let end = begin + 1; end <= Math.min(count, begin + longest); end++) {
        piece += characters[end - 1] ?? "";
        const id = idOf.get(piece);
        if (id !== undefined) offer(begin, end, id, scores[id] ?? 0);
        else if (end === begin + 1) offer(begin, end, unknownId, unknownScore);
      }
    }
    const pieces: string[] = [];
    let fusing = false;
    for (let end = count; end > 0; end = begins[end] ?? 0) {
      const piece = characters.slice(begins[end], end).join("");
      const unknown = ids[end] === unknownId;
      if (unknown && fusing) pieces.push(piece + (pieces.pop() ?? ""));
      else pieces.push(piece);
      fusing = unknown;
    }
    return pieces.reverse();
  };

  const bytesOf = (piece: string): readonly string[] => {
    if (!byteFallback || idOf.has(piece)) return [piece];
    const bytes = Array.from(Buffer.from(piece), byteName);
    return bytes.every((byte) => idOf.has(byte)) ? bytes : [piece];
  };
  return (words) => words.flatMap(segment).flatMap(bytesOf);
}

function byteName(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`;
}
