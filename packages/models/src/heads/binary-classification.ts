import type { Head, PairVectors } from "./head.ts";
import { linearHead } from "./linear-head.ts";

/** A cross-encoder's logit that a pair is similar: w . x + b; above 0 means yes. */
export function binaryClassification(): Head<PairVectors, "binaryLabel"> {
  return linearHead("binaryClassification", "binaryLabel", 0);
}
