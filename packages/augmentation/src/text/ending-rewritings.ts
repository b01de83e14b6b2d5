import { combineCharacter, disassembleCompleteCharacter } from "es-hangul";
import { finalConsonant } from "./final-consonant.ts";
import type { Rewriting } from "./rewriting.ts";

/** A statement ends here, with a full stop, an exclamation mark or the text. */
const STATEMENT = "(?=[.!]|$)";

/** -았-, -었-, -했-, -겠-, 있- and 없-: whatever follows them has one form. */
const isRegular = (syllable: string): boolean => finalConsonant(syllable) === "ㅆ" || syllable === "없";

/** Here ㄴ is no ending of its own: 먹는다; 안다 (to hug) and 신다 (to wear); 이란다 and 단다 (they say). */
const OTHER_N = /(?:[는안신단]|이란|니란)다$/u;

const regular =
  (...alternatives: readonly string[]) =>
  ({ index, input }: RegExpExecArray): readonly string[] =>
    isRegular(input.slice(index - 1, index)) ? alternatives : [];

/** Levels of politeness: who is spoken to changes, what is said does not. */
export const endingRewritings: readonly Rewriting[] = [
  { pattern: new RegExp(`(?<=[가-힣])습니다${STATEMENT}`, "gu"), alternatives: regular("어요", "다") },
  { pattern: new RegExp(`(?<=[가-힣])어요${STATEMENT}`, "gu"), alternatives: regular("습니다", "다") },
  { pattern: new RegExp(`(?<=[가-힣])다${STATEMENT}`, "gu"), alternatives: regular("습니다") },
  { pattern: /(?<=[가-힣])습니까(?=\?)/gu, alternatives: regular("어요") },
  { pattern: /(?<=[가-힣])어요(?=\?)/gu, alternatives: regular("습니까") },
  {
    // 한다, 된다, 만든다: the ㄴ becomes ㅂ.
    pattern: new RegExp(`[가-힣]다${STATEMENT}`, "gu"),
    alternatives: ({ 0: ending, index, input }) => {
      const syllable = disassembleCompleteCharacter(ending.slice(0, 1));
      if (syllable?.jongseong !== "ㄴ" || OTHER_N.test(input.slice(0, index) + ending)) return [];
      return [`${combineCharacter(syllable.choseong, syllable.jungseong, "ㅂ")}니다`];
    },
  },
  {
    // 먹는다, 않는다: a stem with a final consonant.
    pattern: new RegExp(`(?<=[가-힣])는다${STATEMENT}`, "gu"),
    alternatives: ({ index, input }) => (finalConsonant(input.slice(0, index)) === "" ? [] : ["습니다"]),
  },
  { pattern: new RegExp(`(?<=(?<![가-힣])것)이다${STATEMENT}`, "gu"), alternatives: () => ["입니다"] },
  { pattern: new RegExp(`(?<=(?<![가-힣])것)입니다${STATEMENT}`, "gu"), alternatives: () => ["이다"] },
  { pattern: new RegExp(`(?<![가-힣])아니다${STATEMENT}`, "gu"), alternatives: () => ["아닙니다"] },
  { pattern: new RegExp(`(?<![가-힣])아닙니다${STATEMENT}`, "gu"), alternatives: () => ["아니다"] },
];
