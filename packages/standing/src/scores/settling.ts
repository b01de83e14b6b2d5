import type { Comparison } from "@dalmeum/evaluation";
import type { BesideBest } from "../types/index.ts";

type Settling = Pick<BesideBest, "overSeeds" | "detectable" | "seedsToSettle" | "pairsToSettle">;

/** What a comparison leaves open, and what would settle it. */
export function settling({ overSeeds, detectable, seedsToSettle, examplesToSettle }: Comparison): Settling {
  return { overSeeds: overSeeds !== null, detectable, seedsToSettle, pairsToSettle: examplesToSettle };
}
