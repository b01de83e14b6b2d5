import { problemsError, type ScoredPair, type SentencePair } from "@dalmeum/contracts";
import { findLeakage, type Leak, leakageProblems } from "@dalmeum/data";
import type { LeakagePolicy } from "../experiments/define-experiment.ts";
import { counted } from "../terminal/format.ts";

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
  const said = `${counted(leaking.size, "training pair")} of ${counted(pairs.length, "pair")} ${shares(leaks)}`;
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

function shares(leaks: readonly Leak[]): string {
  const others = [...new Set(leaks.map(({ other }) => other))];
  return `share a sentence with ${others.join(" or ")}`;
}
