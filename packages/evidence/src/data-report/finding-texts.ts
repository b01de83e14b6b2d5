import type { LikenessKind, OddityKind, RepetitionKind } from "@dalmeum/data";

export interface FindingText {
  /** In a table. */
  readonly title: string;
  /** What is counted, and what follows. */
  readonly meaning: string;
}

export const FINDING_TEXTS: Readonly<
  Record<RepetitionKind | LikenessKind | OddityKind | "breaks-threshold", FindingText>
> = {
  "repeated-pair": {
    title: "Pair again in its file",
    meaning: "Rows whose two sentences, in either order, came before in the same file; that row's id stands second.",
  },
  "pair-in-two-files": {
    title: "Pair of an earlier file",
    meaning: "Rows whose pair is in a file before, of train, dev, test: a model has seen the answer, or one like it.",
  },
  "swapped-pair": {
    title: "Pair in the other order",
    meaning: "Rows whose pair came before with its sentences swapped. A cross-encoder may score the two differently.",
  },
  "contradictory-scores": {
    title: "Pair with another score",
    meaning: "Rows whose pair came before, in either order, with another score: how far raters agree with themselves.",
  },
  "breaks-threshold": {
    title: "Breaks binary-label's rule",
    meaning: "Rows whose binary-label is not what the threshold says.",
  },
  "spacing-only": {
    title: "Differ in spaces alone",
    meaning: "Rows whose two sentences are the same without white space.",
  },
  "punctuation-only": {
    title: "Differ in punctuation alone",
    meaning: "Rows whose two sentences are the same without punctuation and white space, and not without the latter.",
  },
  "equal-below-five": {
    title: "Equal with a score below 5",
    meaning: "Rows that say the same twice, and are not scored 5.",
  },
  "latin-only": { title: "Latin letters alone", meaning: "Rows with a sentence whose letters are all Latin." },
  "no-letters": { title: "No letters", meaning: "Rows with a sentence without any letter." },
  hanja: { title: "Hanja", meaning: "Rows with a Chinese character." },
  kana: { title: "Japanese kana", meaning: "Rows with Hiragana or Katakana." },
  "lone-jamo": { title: "Lone jamo", meaning: "Rows with a letter that belongs to no syllable, as in ㅋㅋ or a typo." },
  emoji: { title: "Emoji", meaning: "Rows with an emoji, which many vocabularies do not have." },
  control: { title: "Control characters", meaning: "Rows with a control character: a line break or tab, or worse." },
  invisible: {
    title: "Invisible characters",
    meaning:
      "Rows with a format character: zero width, soft hyphen, direction. Zero-width ones are dropped on reading.",
  },
  unassigned: {
    title: "No character",
    meaning: "Rows with a code point that is unassigned, of private use, or U+FFFD, which stands for a broken one.",
  },
  decomposed: {
    title: "Decomposed (not NFC)",
    meaning: "Rows whose Hangul is written in jamo that are joined when shown. It is composed on reading.",
  },
  long: { title: "Over 200 characters", meaning: "Rows with a sentence that a model may have to cut." },
  short: { title: "Under 4 characters", meaning: "Rows with a sentence of up to 3 characters, spaces aside." },
};
