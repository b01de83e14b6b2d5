import { type Augmentation, createRng, type ScoredPair } from "@dalmeum/contracts";
import { scoredPair } from "@dalmeum/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  copyAsFive,
  deleteWord,
  insertPunctuation,
  jamoTypos,
  maskTokens,
  mixPairs,
  perturbSpacing,
  rebalanceScores,
  replaceParticles,
  swapSentences,
  swapWords,
} from "../src/index.ts";

const augmentations: readonly Augmentation[] = [
  copyAsFive({ probability: 1 }),
  deleteWord({ probability: 1, minimumWords: 2 }),
  insertPunctuation({ probability: 1 }),
  jamoTypos({ probability: 1 }),
  maskTokens({ probability: 1, rate: 0.5 }),
  mixPairs({ probability: 1 }),
  perturbSpacing({ probability: 1, dropRate: 0.5, insertRate: 0.5, splitRate: 0.5 }),
  rebalanceScores({ strength: 1 }),
  replaceParticles({ probability: 1 }),
  swapSentences(),
  swapWords({ probability: 1 }),
];

// Any syllable, lone and conjoining jamo, accents that compose, emoji of several code points, and words that rules look for.
const piece = fc.oneof(
  fc.constantFrom("👩‍👩‍👧‍👦", "😀", "🇰🇷", "ㅋㅋ", "ㅏ", "\u1100", "\u1161", "\u0301", "e", "New York", "15%", "\u00a0", "  "),
  fc.constantFrom(
    "한 ",
    "사람들과 ",
    "것은 ",
    "남자에게 ",
    "하고 있다.",
    "했습니다.",
    "않는다",
    "초등학교",
    "안 ",
    "‘",
    ")",
  ),
  fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCodePoint(code)),
  fc.string({ unit: "grapheme", maxLength: 3 }),
);
const sentence = fc
  .array(piece, { minLength: 1, maxLength: 12 })
  .map((pieces) => pieces.join("").normalize("NFC").trim())
  .filter((text) => text !== "");
const pair = fc.record({ sentence1: sentence, sentence2: sentence, score: fc.double({ min: 0, max: 5, noNaN: true }) });

const isSound = ({ sentence1, sentence2 }: ScoredPair): boolean =>
  [sentence1, sentence2].every(
    (text) => text.trim() !== "" && !/\p{Surrogate}/u.test(text) && text === text.normalize("NFC"),
  );

it.each(augmentations)("$name makes sound text of any text, and new text of none by itself", (augmentation) => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 4 }), fc.integer(), (sentences, seed) => {
      const pairs = sentences.map((each, index) => scoredPair({ id: String(index), ...each }));
      const augmented = augmentation.augment(pairs, createRng(seed), []);
      const ids = new Set(augmented.map(({ id }) => id));
      expect(ids.size).toBe(augmented.length);
      expect(augmented.filter((each) => !isSound(each))).toEqual([]);
    }),
    { seed: 7, numRuns: 300 },
  );
});
