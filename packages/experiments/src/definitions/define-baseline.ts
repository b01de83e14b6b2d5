import { type DataSource, type Learner, refuseProblems, type Splits } from "@dalmeum/contracts";
import { defaulted, part } from "../options/option.ts";
import { optionProblems, type Options } from "../options/option-problems.ts";
import { checked } from "./checked.ts";
import { type LeakagePolicy, PAIR_OPTIONS, SEEDS } from "./define-experiment.ts";
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

const OPTIONS: Options<keyof DefineBaselineOptions> = {
  ...PAIR_OPTIONS,
  learner: part("a learner, e.g. lexicalRidge()", "fit"),
  seeds: defaulted(SEEDS),
};

/**
 * A baseline, checked; the default export of experiments/<name>/experiment.ts.
 * @throws UserError listing every value that cannot work.
 */
export function defineBaseline(options: DefineBaselineOptions): BaselineExperiment {
  refuseProblems("defineBaseline", optionProblems(options, OPTIONS));
  const experiment: BaselineExperiment = { kind: "baseline", leakage: "refuse", seeds: [1], ...options };
  return checked("defineBaseline", experiment, [
    ...hypothesisProblems(experiment.hypothesis),
    ...seedProblems(experiment.seeds),
  ]);
}
