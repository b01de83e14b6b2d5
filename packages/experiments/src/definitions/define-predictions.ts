import { isAbsolute, normalize } from "node:path";
import { type DataSource, refuseProblems } from "@dalmeum/contracts";
import { defaulted, text } from "../options/option.ts";
import { optionProblems, type Options } from "../options/option-problems.ts";
import { checked } from "./checked.ts";
import { PAIR_OPTIONS } from "./define-experiment.ts";
import { type Hypothesis, hypothesisOption, hypothesisProblems } from "./hypothesis.ts";

/** Predictions that were made elsewhere, e.g. by a teammate's Python model. */
export interface PredictionsExperiment {
  readonly kind: "predictions";
  readonly hypothesis?: string | Hypothesis;
  readonly data: DataSource;
  /**
   * Folder inside the experiment's own, with columns id and prediction: oof.csv, each training pair by a model that was not
   * trained on it; dev.csv; test.csv. Default predictions.
   */
  readonly folder: string;
  /** What made them, for the record: a commit, a notebook, a person. */
  readonly madeBy: string;
  readonly seeds: readonly [1];
}

type DefinePredictionsOptions = Omit<PredictionsExperiment, "folder" | "kind" | "seeds"> &
  Partial<Pick<PredictionsExperiment, "folder">>;

const OPTIONS: Options<keyof DefinePredictionsOptions> = {
  hypothesis: hypothesisOption,
  data: PAIR_OPTIONS.data,
  folder: defaulted(text("a folder inside the experiment's own")),
  madeBy: text("what made the predictions: a commit, a notebook, a person"),
};

/**
 * Predictions from elsewhere, checked; the default export of experiments/<name>/experiment.ts.
 * @throws UserError listing every value that cannot work.
 */
export function definePredictions(options: DefinePredictionsOptions): PredictionsExperiment {
  refuseProblems("definePredictions", optionProblems(options, OPTIONS));
  const experiment: PredictionsExperiment = { kind: "predictions", folder: "predictions", ...options, seeds: [1] };
  const { folder } = experiment;
  const problems = [...hypothesisProblems(experiment.hypothesis)];
  if (isAbsolute(folder) || normalize(folder).startsWith("..")) {
    problems.push(`folder: found "${folder}", expected one inside the experiment's own`);
  }
  if (experiment.madeBy.trim() === "") problems.push("madeBy: found nothing, expected what made the predictions");
  return checked("definePredictions", experiment, problems);
}
