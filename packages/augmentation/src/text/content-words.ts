import { wordsOf } from "./words-of.ts";

/** Particles that are taken off a word; what is left is its noun. */
const PARTICLE = /(?<=[가-힣])(?:에서|에게|으로|까지|부터|하고|[은는이가을를의에도만와과로])$/u;

/** First letters of words that nearly every sentence has. */
const FUNCTION_WORDS = new Set(
  "것 수 그 이 저 한 두 세 더 및 중 등 명 때 년 월 일 후 나 있 있다 있는 있었 있습 없다 하고 하는 한다 했다 위해 위한 대한 대해 때문 그녀 우리 말했 말한".split(
    " ",
  ),
);

/**
 * The words of a sentence that carry its topic, each as its first two letters without particle and punctuation: endings of
 * Korean verbs come last, so 연주하고 and 연주했다 are one.
 */
export function contentWords(sentence: string): ReadonlySet<string> {
  const stems = wordsOf(sentence).map((word) => {
    const letters = word.replace(/[^\p{L}\p{M}\p{N}]/gu, "").toLowerCase();
    return Array.from(letters.replace(PARTICLE, "")).slice(0, 2).join("");
  });
  return new Set(stems.filter((stem) => stem !== "" && !FUNCTION_WORDS.has(stem)));
}
