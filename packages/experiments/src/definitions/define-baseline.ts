import type { DataSource, Learner, Splits } from "@dalmeum/contracts";
import { checked } from "./checked.ts";
import type { LeakagePolicy } from "./define-experiment.ts";
import { type Hypothesis, hypothesisProblems } from "./hypothesis.ts";
import { seedProblems } from "./seeds.ts";

/** Something that is learned without an engine, e.g. a regression on counted features. */
export interface BaselineExperiment {
  readonly kind: "baseline";
  readonly hypothesis?: string | Hypothesis;
  readonly data: DataSource;
  /** As in `defineExperiment`. */
  readonly folds?: Splits;
  /** As in `defineExperiment`. Default refuse. */
  readonly leakage: LeakagePolicy;
  readonly learner: Learner;
  /** One run each; with folds, one run each and fold. Default [1]. */
  readonly seeds: readonly number[];
}

type Defaulted = "leakage" | "seeds";
type DefineBaselineOptions = Omit<BaselineExperiment, Defaulted | "kind"> &
  Partial<Pick<BaselineExperiment, Defaulted>>;

/**
 * A baseline, checked; the default export of experiments/<name>/experiment.ts.
 * @throws UserError listing every value that cannot work.
 */
export function defineBaseline(options: DefineBaselineOptions): BaselineExperiment {
  const experiment: BaselineExperiment = { kind: "baseline", leakage: "refuse", seeds: [1], ...options };
  return checked("defineBaseline", experiment, [
    ...hypothesisProblems(experiment.hypothesis),
    ...seedProblems(experiment.seeds),
  ]);
}
