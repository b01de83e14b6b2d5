import type { BootstrapOptions, Interval } from "./bootstrap-interval.ts";
import type { Verdict } from "./verdict.ts";
import type { WilliamsTest } from "./williams-test.ts";

/** Predictions of one way to train: one list a seed, each in the order of the gold scores. */
export interface Arm {
  /** How errors call it. */
  readonly name: string;
  readonly seeds: readonly ArrayLike<number>[];
}

/** The options of the bootstrap are those of the interval over examples; `level` is that of every interval. */
export interface CompareOptions extends BootstrapOptions {
  readonly control: Arm;
  readonly treatment: Arm;
  /** [n] */
  readonly gold: ArrayLike<number>;
  readonly metric?: "pearson" | "spearman";
  /** Difference of the metric, treatment less control, that must be exceeded; fixed before looking. */
  readonly smallestDifference?: number;
}

export interface ArmSummary {
  /** Mean of the metric over seeds. */
  readonly mean: number;
  readonly perSeed: readonly number[];
  /** Standard deviation over seeds, of a sample; null for one seed. */
  readonly deviation: number | null;
}

/** What two arms' predictions of the same examples say. Differences are treatment less control. */
export interface Comparison {
  readonly control: ArmSummary;
  readonly treatment: ArmSummary;
  /** Difference of the means over seeds; over other examples and other seeds, or examples alone where an arm has one seed. */
  readonly difference: Interval;
  /** The same difference, over other examples with these very seeds: paired bootstrap. */
  readonly overExamples: Interval;
  /** The same difference, over other seeds on these very examples: Welch's t; null where an arm has one seed. */
  readonly overSeeds: Interval | null;
  /**
   * The two parts of the standard error of `difference`; its square is the sum of theirs. `seeds` is what more seeds make
   * smaller, null where an arm has one; `examples` is what only more examples do.
   */
  readonly standardErrors: { readonly examples: number; readonly seeds: number | null };
  /** One-sided, of the hypothesis that the true difference is at most `smallestDifference`. */
  readonly pValue: number;
  readonly verdict: Verdict;
  /** The noise band: smallest true difference that is found supported in 80 % of such experiments. */
  readonly detectable: number;
  /**
   * Seeds per arm, those there are included, at which a true difference as large as the estimate is settled in 80 % of
   * experiments. Null where the verdict is in, where an arm has one seed, or where a thousand do not.
   */
  readonly seedsToSettle: number | null;
  /** Examples, those there are included, that it takes at least where seeds do not settle it; null elsewhere. */
  readonly examplesToSettle: number | null;
  /**
   * Of the Pearson correlations of the arms' predictions, averaged over seeds, with gold, positive where the
   * treatment is better; over examples alone. Null where the two averages are the same up to scale.
   */
  readonly dependentTest: WilliamsTest | null;
}
