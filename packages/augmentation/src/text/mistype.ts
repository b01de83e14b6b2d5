import type { Rng } from "@dalmeum/contracts";
import { assemble, disassemble } from "es-hangul";

/** The 2-beolsik layout (KS X 5002), top row first. */
const ROWS = ["ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ"] as const;

/** With shift, on the same keys. */
const SHIFTED = { ㅂ: "ㅃ", ㅈ: "ㅉ", ㄷ: "ㄸ", ㄱ: "ㄲ", ㅅ: "ㅆ", ㅐ: "ㅒ", ㅔ: "ㅖ" } as const;

const isVowel = (jamo: string): boolean => jamo >= "ㅏ";

/** Each row is set to the right of the one above, so a key touches two keys of the row below. */
const TOUCHING = [
  [0, -1],
  [0, 1],
  [1, -1],
  [1, 0],
  [-1, 0],
  [-1, 1],
] as const;

/** What a finger hits instead of a jamo: keys that touch its own, or its own with or without shift. */
const NEARBY: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...ROWS.flatMap((row, y) =>
    Array.from(row, (jamo, x) => {
      const touched = TOUCHING.flatMap(([down, right]) => ROWS[y + down]?.[x + right] ?? []);
      const shifted = Object.entries(SHIFTED).flatMap(([base, double]) => (base === jamo ? [double] : []));
      // A consonant for a vowel breaks the syllable; what is left is no word to a reader, nor to a tokenizer.
      return [jamo, [...touched, ...shifted].filter((other) => isVowel(other) === isVowel(jamo))] as const;
    }),
  ),
  ...Object.entries(SHIFTED).map(([base, double]) => [double, [base]] as const),
]);

/** Keys that make whole syllables, each with an initial consonant and one vowel, which two keys may make. */
const SYLLABLES = /^(?:[ㄱ-ㅎ](?:ㅗ[ㅏㅐㅣ]|ㅜ[ㅓㅔㅣ]|ㅡㅣ|[ㅏ-ㅣ])[ㄱ-ㅎ]{0,2})+$/u;

/** Each typo of the key at a place: what is typed instead of the keys from there on. */
const TYPOS = [
  (keys: readonly string[], at: number, rng: Rng) => {
    const nearby = NEARBY.get(keys[at] ?? "") ?? [];
    return keys.with(at, nearby[rng.integer(Math.max(1, nearby.length))] ?? "");
  },
  (keys: readonly string[], at: number) => keys.toSpliced(at, 1),
  (keys: readonly string[], at: number) => keys.toSpliced(at, 0, ...keys.slice(at, at + 1)),
  (keys: readonly string[], at: number) => keys.toSpliced(at, 2, ...keys.slice(at, at + 2).reverse()),
] as const;

/**
 * A word typed with one mistake on a 2-beolsik keyboard: one jamo hit beside its key, left out, hit twice, or swapped with
 * the next. It is put together again as an input method does, and stays a word of whole syllables.
 * @param word Hangul syllables.
 * @returns undefined where no mistake leaves whole syllables.
 */
export function mistype(word: string, rng: Rng): string | undefined {
  const keys = Array.from(disassemble(word));
  for (const typo of rng.shuffle(TYPOS)) {
    for (const at of rng.shuffle([...keys.keys()])) {
      const mistyped = typo(keys, at, rng);
      // Also, es-hangul 2.4.0 throws on a vowel without a consonant before ㅝ.
      if (!SYLLABLES.test(mistyped.join(""))) continue;
      const typed = assemble(mistyped);
      if (typed !== word && /^[가-힣]+$/u.test(typed)) return typed;
    }
  }
  return undefined;
}
