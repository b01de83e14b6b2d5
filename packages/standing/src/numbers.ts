import { gapBand } from "@dalmeum/evaluation";
import { UserError } from "@dalmeum/contracts";
import type { Commit, Gap, Interval } from "./types/index.ts";

type Ends = Readonly<Record<"estimate" | "low" | "high", number | null>>;

/** Null where one of the three is no number. */
export function intervalOf({ estimate, low, high }: Ends): Interval | null {
  if (!isNumber(estimate) || !isNumber(low) || !isNumber(high)) return null;
  return { estimate, low, high };
}

export const orNull = (value: number | null | undefined): number | null => (isNumber(value) ? value : null);

const isNumber = (value: number | null | undefined): value is number => Number.isFinite(value ?? NaN);

/** A correlation, and the pairs that it is of. */
export interface Measured {
  readonly pearson: number | null | undefined;
  readonly pairs: number;
}

/** The gap of two correlations with its noise band; null where one of them is not there, or is of too few pairs. */
export function gapOf(first: Measured, second: Measured): Gap | null {
  const [a, b] = [orNull(first.pearson), orNull(second.pearson)];
  if (a === null || b === null) return null;
  try {
    const { estimate, low, high, band, beyondBand } = gapBand(a, first.pairs, b, second.pairs);
    // JSON has no -0.
    return { estimate, low, high, band, beyondBand: beyondBand === 0 ? 0 : beyondBand };
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** As records have it. */
export const commitOf = (commit: Commit | "unknown"): Commit | null => (commit === "unknown" ? null : commit);
