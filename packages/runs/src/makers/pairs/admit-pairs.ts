import { count, counted, problemsError, type ScoredPair, type SentencePair } from "@dalmeum/contracts";
import { findLeakage, type Leak, leakageProblems } from "@dalmeum/data";
import type { LeakagePolicy } from "@dalmeum/experiments";

/** Pairs that may be trained on, and what a reader should know of them. */
export interface AdmittedPairs {
  readonly pairs: readonly ScoredPair[];
  readonly notes: readonly string[];
}

/**
 * Leave out, or keep and tell of, training pairs that share a sentence or an ancestor with what a run is judged on.
 * @param heldOut by what they are called.
 * @throws UserError with the pairs, where the policy is to refuse.
 */
export function admitPairs(
  pairs: readonly ScoredPair[],
  heldOut: Readonly<Record<string, readonly SentencePair[]>>,
  policy: LeakagePolicy,
): AdmittedPairs {
  const leaks = findLeakage(pairs, heldOut);
  if (leaks.length === 0) return { pairs, notes: [] };
  const leaking = new Set(leaks.map(({ trainId }) => trainId));
  const share = leaking.size === 1 ? "shares" : "share";
  const said = `${count(leaking.size)} of ${counted(pairs.length, "training pair")} ${share} a sentence with ${otherSets(leaks)}`;
  switch (policy) {
    case "refuse":
      throw problemsError(
        `${said}, which makes scores look better than they are. Set leakage: "drop" in experiment.ts to leave them out, or "keep" to train on them`,
        leakageProblems(leaks),
      );
    case "drop":
      return { pairs: pairs.filter(({ id }) => !leaking.has(id)), notes: [`${said}: dropped`] };
    case "keep":
      return { pairs, notes: [`${said}: kept, so scores look better than they are`] };
  }
}

function otherSets(leaks: readonly Leak[]): string {
  return [...new Set(leaks.map(({ other }) => other))].join(" or ");
}
