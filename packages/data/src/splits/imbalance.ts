import type { ScoredPair } from "@dalmeum/contracts";
import { strataOf } from "./score-strata.ts";

/** What a fold may have over or lack, in parts of its fair size; one pair it always may. */
const TOLERANCE = 0.05;
/** Of a fold's mean score. Few pairs n may be off by 1 / sqrt(n), since scores differ within a stratum too. */
const MEAN_TOLERANCE = 0.1;

/**
 * How a fold differs from a fair part of all pairs: in size, mean score, or pairs of a score.
 * @param count how many folds there are.
 * @returns undefined where the fold is balanced.
 */
export function imbalance(fold: readonly ScoredPair[], all: readonly ScoredPair[], count: number): string | undefined {
  const size = all.length / count;
  const isOff = (found: number, expected: number): boolean =>
    Math.abs(found - expected) > Math.max(1, TOLERANCE * size);
  const findings = isOff(fold.length, size) ? [`${fold.length} pairs in place of ${Math.round(size)}`] : [];

  const [found, expected] = [mean(fold), mean(all)];
  if (Math.abs(found - expected) > Math.max(MEAN_TOLERANCE, 1 / Math.sqrt(fold.length)))
    findings.push(`mean score ${found.toFixed(2)} in place of ${expected.toFixed(2)}`);

  const strata = strataOf(all);
  for (const [score, pairs] of strataOf(fold).entries()) {
    const fair = (strata[score] ?? 0) / count;
    if (isOff(pairs, fair)) findings.push(`${pairs} pairs of a score near ${score} in place of ${Math.round(fair)}`);
  }
  return findings.length === 0 ? undefined : findings.join(", ");
}

const mean = (pairs: readonly ScoredPair[]): number => pairs.reduce((sum, { score }) => sum + score, 0) / pairs.length;
