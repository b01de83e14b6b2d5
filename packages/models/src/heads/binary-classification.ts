import type { Head, PairVectors } from "./head.ts";
import { linearHead } from "./linear-head.ts";

/** A cross-encoder's logit that a pair is similar: w . x + b; above 0 means yes. */
export function binaryClassification(): Head<PairVectors, "binaryLabel"> {
  return linearHead({
    name: "binaryClassification",
    target: "binaryLabel",
    initialBias: 0,
    vectors: 1,
    features: ({ pair }: PairVectors) => pair,
  });
}
