import { disassemble } from "es-hangul";

/** A sentence cut the ways in which features look at it. */
export interface SentenceText {
  /** Lower case, no spaces, no punctuation. */
  readonly letters: string;
  /** The same with Hangul syllables taken apart: 값 is ㄱㅏㅂㅅ. */
  readonly jamo: string;
  /** What stands between spaces, without punctuation. */
  readonly words: readonly string[];
  readonly numbers: readonly string[];
  /** Words that turn a sentence's meaning round. */
  readonly negations: number;
}

const NOT_IN_WORDS = /[^\p{L}\p{N}\s]/gu;
const NUMBERS = /\p{N}+(?:[.,]\p{N}+)*/gu;
/** 안 and 못 as words, and what 않다, 없다, 아니다 and 말다 look like where they deny. */
const NEGATIONS = /(?<![\p{L}])[안못](?![\p{L}])|않|없|아니|지\s*[마말못]/gu;

export function sentenceText(sentence: string): SentenceText {
  const words = sentence
    .toLowerCase()
    .replaceAll(NOT_IN_WORDS, " ")
    .split(/\s+/u)
    .filter((word) => word !== "");
  const letters = words.join("");
  return {
    letters,
    jamo: disassemble(letters),
    words,
    numbers: sentence.match(NUMBERS) ?? [],
    negations: sentence.match(NEGATIONS)?.length ?? 0,
  };
}
