import { z } from "zod";

export const NLI_LABELS = ["entailment", "neutral", "contradiction"] as const;

/** What a hypothesis is to its premise. */
export type NliLabel = (typeof NLI_LABELS)[number];

export const nliLabel = z.enum(NLI_LABELS, { error: NLI_LABELS.join(", ") });

/** A premise, and a sentence of which annotators said what it is to it. */
export interface NliPair {
  readonly id: string;
  readonly source: string;
  readonly premise: string;
  readonly hypothesis: string;
  readonly label: NliLabel;
}

/** Pairs of a file, and what a reader should know of those that were left out. */
export interface NliPairs {
  readonly pairs: readonly NliPair[];
  readonly notes: readonly string[];
}
