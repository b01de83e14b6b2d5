import type { Leak } from "./find-leakage.ts";

const SHARED = {
  parent: "comes from the same pair as",
  pair: "is the same pair as",
  sentence: "shares a sentence with",
};

/** One line a leak, naming both pairs and the text. */
export function leakageProblems(leaks: readonly Leak[]): readonly string[] {
  return leaks.map(({ trainId, other, otherId, kind, exact, text }) => {
    const but = exact ? "" : " but for spaces or final punctuation";
    return `train "${trainId}" ${SHARED[kind]} ${other} "${otherId}"${but}: ${text}`;
  });
}
