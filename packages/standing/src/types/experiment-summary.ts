import type { Gap, Interval } from "./numbers.ts";

/** An experiment with one choice of settings: seeds and folds are folded into it. */
export interface ExperimentSummary {
  /** /^[a-z0-9-]+$/, unique; its piece is `experiment-<id>`. */
  readonly id: string;
  /** As the command line names it: `name`, or `name:alpha=0.3`. */
  readonly reference: string;
  /** Its folder in experiments/. */
  readonly name: string;
  /** Every parameter's value; none where it has no parameters. */
  readonly settings: Readonly<Record<string, number | boolean | string>>;
  readonly kind: "training" | "baseline" | "predictions" | "ensemble";
  /** Hypothesis in the team's words. */
  readonly claim: string | null;
  /** Of its folder and of the modules that it uses, as CODEOWNERS names them, sorted. */
  readonly owners: readonly string[];
  /** Modules that it uses, of an ensemble those of its members too: names in `PeoplePage.modules`, sorted. */
  readonly modules: readonly string[];
  /** What its encoder is read from, e.g. `checkpoints/e5-small-ko`; null of what has none. */
  readonly encoder: string | null;
  /** Id in `BoardIndex.data`; null where it has no run yet and others have, or its data cannot be read. */
  readonly data: string | null;
  readonly runs: RunCounts;
  readonly scores: Scores;
}

/** Runs of some experiments by their state. */
export interface RunCounts {
  /** Runs that today's seeds and folds ask for; what is finished for them counts in `used`. */
  readonly expected: number;
  /** Finished runs that its figures are of: options, data and checkpoint are today's. */
  readonly used: number;
  /** Of those, whose code is not today's. */
  readonly otherCode: number;
  /** Finished ones whose options, data or checkpoint are not today's, or that another run stands in for. */
  readonly past: number;
  /** Made by somebody who is alive, or of whom only watching could tell. */
  readonly running: number;
  /** Stopped: it goes on from its checkpoint where it has one. */
  readonly unfinished: number;
  /** Its maker failed. */
  readonly failed: number;
  readonly damaged: number;
}

/** Pearson's r, -1 .. 1, wherever an experiment has one; each null where it has none. */
export interface Scores {
  /** Mean over seeds, over other pairs and, from two seeds on, other seeds. */
  readonly outOfFold: Interval | null;
  readonly dev: Interval | null;
  /** Of its submission with a public score that was handed in last. */
  readonly public: number | null;
  readonly private: number | null;
  /** Out of fold less dev: above 0 where what is known of training pairs flatters. */
  readonly devGap: Gap | null;
  /** Dev, of the very submission, less public. The band takes all of test for the public part: it is wider of a part. */
  readonly publicGap: Gap | null;
  /** Public less private, of the submission that has both. */
  readonly privateGap: Gap | null;
}
