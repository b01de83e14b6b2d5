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
  // How far the 1s of each label outnumber its 0s.
  const surplus = new Map<number, number>();
  let zeros = 0;
  for (const { score, binaryLabel } of pairs) {
    surplus.set(score, (surplus.get(score) ?? 0) + (binaryLabel === 1 ? 1 : -1));
    if (binaryLabel === 0) zeros += 1;
  }
  // Below the candidate every 1 is broken, from it on every 0.
  let errors = zeros;
  let best = { errors: Infinity, threshold: Infinity };
  for (const [score, more] of [...surplus].sort(([a], [b]) => a - b)) {
    if (errors < best.errors) best = { errors, threshold: score };
    errors += more;
  }
  if (errors < best.errors) best = { errors, threshold: Infinity };
  return checkBinaryThreshold(pairs, best.threshold);
}
