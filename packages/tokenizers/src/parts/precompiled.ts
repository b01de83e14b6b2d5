import { z } from "zod";
import { charsmap } from "./charsmap.ts";
import type { Normalize } from "./library.ts";

const precompiledSchema = z.looseObject({ precompiled_charsmap: z.base64().nullish() });

/** Characters that are graphemes by themselves, which spares the segmenter. */
const PLAIN = /^[ -~\uAC00-\uD7A3]*$/;
/** A longer grapheme, in bytes, is looked up character by character. */
const LONGEST_GRAPHEME = 5;

/**
 * SentencePiece's compiled character map, applied as tokenizers does: to a grapheme as a whole where it has up to five
 * bytes of UTF-8, else to its characters. So Hangul in NFD stays apart, where SentencePiece itself would compose it.
 * @see tokenizers 0.23.3, normalizers/precompiled.rs
 * @throws Error where the map is cut short.
 */
export function precompiled(json: unknown): Normalize {
  const { precompiled_charsmap: encoded } = precompiledSchema.parse(json);
  if (!encoded) return (text) => text;
  const replacement = charsmap(Buffer.from(encoded, "base64"));
  const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
  const normalizeCharacters: Normalize = (text) =>
    Array.from(text, (character) => replacement(character) ?? character).join("");
  const normalizeGrapheme: Normalize = (grapheme) =>
    (Buffer.byteLength(grapheme) <= LONGEST_GRAPHEME ? replacement(grapheme) : undefined) ??
    normalizeCharacters(grapheme);
  return (text) =>
    PLAIN.test(text)
      ? normalizeCharacters(text)
      : Array.from(graphemes.segment(text), ({ segment }) => normalizeGrapheme(segment)).join("");
}
