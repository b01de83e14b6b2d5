import type { ScoredPair } from "@dalmeum/contracts";

/** A valid pair; give what the test is about. */
export function scoredPair(overrides: Partial<ScoredPair> = {}): ScoredPair {
  return {
    id: "pair-1",
    source: "test",
    sentence1: "나는 사과를 먹는다.",
    sentence2: "너는 배를 먹었다.",
    score: 2.4,
    binaryLabel: 0,
    ...overrides,
  };
}
