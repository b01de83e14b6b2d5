import { SCORE_RANGE } from "@dalmeum/contracts";
import type { Head, PairVectors } from "./head.ts";
import { linearHead } from "./linear-head.ts";

/** A cross-encoder's score: w . x + b, in units of `score` (0 .. 5, not clipped); b starts at the middle, 2.5. */
export function regression(): Head<PairVectors, "score"> {
  return linearHead({
    name: "regression",
    target: "score",
    initialBias: (SCORE_RANGE.minimum + SCORE_RANGE.maximum) / 2,
    vectors: 1,
    features: ({ pair }: PairVectors) => pair,
  });
}
