import type { ScoredPair } from "@dalmeum/contracts";

/** A rule "binary-label is 1 from label `threshold` on", and how it fits. */
export interface BinaryThreshold {
  readonly threshold: number;
  /** Positions of the pairs that break the rule. */
  readonly broken: readonly number[];
}

type Labelled = Pick<ScoredPair, "score" | "binaryLabel">;

/** The pairs that a given threshold does not explain. */
export function checkBinaryThreshold(pairs: readonly Labelled[], threshold: number): BinaryThreshold {
  const broken = pairs.flatMap(({ score, binaryLabel }, index) =>
    (score >= threshold ? 1 : 0) === binaryLabel ? [] : [index],
  );
  return { threshold, broken };
}

/**
 * The threshold that the fewest pairs break: KLUE-STS uses 3.0, a competition may use 2.5. Candidates are the labels
 * that occur; of equally good ones the lowest. Where no pair has binary-label 1 it is above every label.
 */
export function inferBinaryThreshold(pairs: readonly Labelled[]): BinaryThreshold {
  const sorted = pairs.toSorted((a, b) => a.score - b.score);
  // Below the candidate every 1 is broken, from it on every 0.
  let errors = pairs.filter(({ binaryLabel }) => binaryLabel === 0).length;
  let best = { errors: Infinity, threshold: Infinity };
  for (const [index, { score, binaryLabel }] of sorted.entries()) {
    if (score !== sorted[index - 1]?.score && errors < best.errors) best = { errors, threshold: score };
    errors += binaryLabel === 1 ? 1 : -1;
  }
  if (errors < best.errors) best = { errors, threshold: Infinity };
  return checkBinaryThreshold(pairs, best.threshold);
}
