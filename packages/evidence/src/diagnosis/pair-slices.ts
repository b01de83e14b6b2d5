import type { ScoredPair } from "@dalmeum/contracts";
import { differenceOf } from "@dalmeum/data";
import { quantileBands } from "@dalmeum/evaluation";
import { bigramOverlap } from "./bigram-overlap.ts";

/** By what pairs are cut: characters of both sentences, the share of common character bigrams, what sentences differ in. */
export type SlicingKind = "source" | "score" | "length" | "overlap" | "difference";

/** One way to cut pairs into slices. */
export interface Slicing {
  readonly by: SlicingKind;
  /** Of each pair the name of its slice: a source, a `SentenceDifference`, or a range. */
  readonly slices: readonly string[];
}

const BANDS = 4;
const SCORE_BANDS = ["0 .. 1", "1 .. 2", "2 .. 3", "3 .. 4", "4 .. 5"];

/** Pairs by source, score, length, lexical overlap, and by what their sentences differ in. */
export function pairSlices(pairs: readonly ScoredPair[]): readonly Slicing[] {
  return [
    { by: "source", slices: pairs.map(({ source }) => source) },
    { by: "score", slices: pairs.map(({ score }) => SCORE_BANDS[Math.min(Math.floor(score), 4)] ?? "") },
    banded(
      "length",
      pairs.map(({ sentence1, sentence2 }) => Array.from(sentence1 + sentence2).length),
    ),
    banded(
      "overlap",
      pairs.map(({ sentence1, sentence2 }) => bigramOverlap(sentence1, sentence2)),
    ),
    {
      by: "difference",
      slices: pairs.map(({ sentence1, sentence2 }) => differenceOf(sentence1, sentence2)),
    },
  ];
}

function banded(by: SlicingKind, values: readonly number[]): Slicing {
  const slices = new Array<string>(values.length).fill("");
  for (const band of quantileBands(values, BANDS)) for (const row of band.rows) slices[row] = band.name;
  return { by, slices };
}
