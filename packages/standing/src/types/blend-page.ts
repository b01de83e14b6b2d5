import type { Interval } from "./numbers.ts";

/** Every ensemble; piece `blend`. */
export interface BlendPage {
  /** The best one first. */
  readonly blends: readonly Blend[];
}

/** What an ensemble learned, out of fold. */
export interface Blend {
  /** Id in `BoardIndex.experiments`. */
  readonly experiment: string;
  readonly reference: string;
  /** `nonNegativeLeastSquares`, say. */
  readonly ensembler: string;
  readonly pairs: number;
  /** Pearson's r on what it was fitted on, and on nested folds, which it was not. */
  readonly fitted: number;
  readonly nested: number;
  readonly members: readonly BlendMember[];
  /** Modules that some members use and some do not. */
  readonly modules: readonly BlendModules[];
  readonly postProcessing: readonly { readonly name: string; readonly pearson: number; readonly gain: Interval }[];
  /**
   * Pearson's r of two members' errors, prediction on its own line less score, out of fold; rows and columns in the order of
   * `members`, 1 on the diagonal. Null where one errs alike everywhere. The lower, the more there is to blend.
   */
  readonly errorCorrelations: readonly (readonly (number | null)[])[];
  /** Finished experiments on the same pairs that are no members, what adds most first. */
  readonly candidates: readonly BlendCandidate[];
  /** Kinds of member that neither it has nor a candidate is. */
  readonly absent: readonly MemberKind[];
}

export interface BlendMember {
  readonly experiment: string;
  readonly reference: string;
  readonly weight: number;
  /** Alone. */
  readonly pearson: number;
  /** r of the blend less r without it, over other pairs; null of the only member. */
  readonly adds: Interval | null;
}

export interface BlendModules {
  readonly modules: readonly string[];
  /** References of members that use them. */
  readonly members: readonly string[];
  /** Null where all members use them. */
  readonly adds: Interval | null;
}

export interface BlendCandidate {
  readonly experiment: string;
  readonly reference: string;
  readonly kind: MemberKind;
  readonly pearson: number;
  /** Largest correlation of its errors with a member's. */
  readonly likeness: number | null;
  /** r of the blend with it less r of the blend, on nested folds. */
  readonly adds: Interval;
}

/** What errs in other places than the others. */
export type MemberKind = "bi-encoder" | "cross-encoder" | "baseline" | "predictions" | "other";
