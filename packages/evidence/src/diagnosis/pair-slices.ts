import type { ScoredPair } from "@dalmeum/contracts";
import { differenceOf, type SentenceDifference } from "@dalmeum/data";
import { quantileBands } from "@dalmeum/evaluation";
import { bigramOverlap } from "./bigram-overlap.ts";

/** One way to cut pairs into slices. */
export interface Slicing {
  readonly name: string;
  /** Of each pair the name of its slice. */
  readonly slices: readonly string[];
}

const BANDS = 4;
const SCORE_BANDS = ["0 .. 1", "1 .. 2", "2 .. 3", "3 .. 4", "4 .. 5"];

const DIFFERENCES: Readonly<Record<SentenceDifference, string>> = {
  nothing: "nothing",
  spaces: "spaces alone",
  punctuation: "punctuation alone",
  words: "words",
};

/** Pairs by source, score, length, lexical overlap, and by what their sentences differ in. */
export function pairSlices(pairs: readonly ScoredPair[]): readonly Slicing[] {
  return [
    { name: "source", slices: pairs.map(({ source }) => source || "(none)") },
    { name: "score", slices: pairs.map(({ score }) => SCORE_BANDS[Math.min(Math.floor(score), 4)] ?? "") },
    banded(
      "characters of both sentences",
      pairs.map(({ sentence1, sentence2 }) => Array.from(sentence1 + sentence2).length),
    ),
    banded(
      "share of common character bigrams",
      pairs.map(({ sentence1, sentence2 }) => bigramOverlap(sentence1, sentence2)),
    ),
    {
      name: "sentences differ in",
      slices: pairs.map(({ sentence1, sentence2 }) => DIFFERENCES[differenceOf(sentence1, sentence2)]),
    },
  ];
}

function banded(name: string, values: readonly number[]): Slicing {
  const slices = new Array<string>(values.length).fill("");
  for (const band of quantileBands(values, BANDS)) for (const row of band.rows) slices[row] = band.name;
  return { name, slices };
}
