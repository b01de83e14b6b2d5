import { type Ensembler, UserError } from "@dalmeum/contracts";
import { pearson } from "@dalmeum/evaluation";
import type { Columns } from "../linear-ensembler.ts";
import type { ScalingOptions } from "../scaling/scaling.ts";
import { convexEnsembler } from "./convex-ensembler.ts";

export interface GreedySelectionOptions extends ScalingOptions {
  /** Members to add, one after the other; a weight is a multiple of 1 / rounds at the finest. Default 50. */
  readonly rounds?: number;
}

/**
 * Forward selection with replacement: start from nothing, add the member whose addition makes Pearson's r of the mean
 * highest, again and again; a member may come many times. The best of all the means on the way is the blend. Of equally
 * good members the first is taken.
 * @throws UserError where rounds is none, or no member's r is defined.
 * @see Caruana, Niculescu-Mizil, Crew and Ksikes 2004, section 2.1 and 2.2.
 */
export function greedySelection({ rounds = 50, scaling = "none" }: GreedySelectionOptions = {}): Ensembler {
  if (!Number.isSafeInteger(rounds) || rounds < 1) {
    throw new UserError(`greedySelection: found ${rounds} rounds, expected an integer from 1 on`);
  }
  return convexEnsembler({
    ...{ name: "greedySelection", options: { rounds }, scaling },
    learn: (columns, gold) => selectGreedily(columns, gold, rounds),
  });
}

function selectGreedily(columns: Columns, gold: Float64Array, rounds: number): readonly number[] {
  const counts = columns.map(() => 0);
  let sum = new Float64Array(gold.length);
  let best: { readonly r: number; readonly weights: readonly number[] } | undefined;
  for (let round = 1; round <= rounds; round++) {
    const candidates = columns.map((column) => sum.map((value, row) => value + (column[row] ?? NaN)));
    const scores = candidates.map((candidate) => pearson(candidate, gold));
    const chosen = scores.reduce(
      (first, r, member) => (r > (scores[first] ?? NaN) || Number.isNaN(scores[first]) ? member : first),
      0,
    );
    const r = scores[chosen] ?? NaN;
    if (Number.isNaN(r)) {
      throw new UserError("greedySelection: found members or gold scores that are the same for every pair");
    }
    sum = candidates[chosen] ?? sum;
    counts[chosen] = (counts[chosen] ?? 0) + 1;
    if (best === undefined || r > best.r) best = { r, weights: counts.map((count) => count / round) };
  }
  return best?.weights ?? counts;
}
