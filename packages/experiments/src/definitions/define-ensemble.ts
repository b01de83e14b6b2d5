import { type Ensembler, type PostProcessing, refuseProblems, type Splits } from "@dalmeum/contracts";
import { groupedFolds } from "@dalmeum/data";
import { defaulted, listOf, part, text } from "../options/option.ts";
import { optionProblems, type Options } from "../options/option-problems.ts";
import { checked } from "./checked.ts";
import { type Hypothesis, hypothesisOption, hypothesisProblems } from "./hypothesis.ts";
import { repeatedOf } from "./seeds.ts";

/** Experiments of which one prediction is made. */
export interface EnsembleExperiment {
  readonly kind: "ensemble";
  readonly hypothesis?: string | Hypothesis;
  /** Experiments as the command line names them; each has out-of-fold predictions, and is in package.json's dependencies. */
  readonly members: readonly string[];
  /** Learns from out-of-fold predictions how much of each member is in the blend. */
  readonly ensembler: Ensembler;
  /** Changes the blend in this order. Default none. */
  readonly postProcessing: readonly PostProcessing[];
  /** On which the blend is judged: fitted on the others, it predicts each. Default groupedFolds({ count: 5 }). */
  readonly nestedFolds: Splits;
  readonly seeds: readonly [1];
}

type Defaulted = "postProcessing" | "nestedFolds";
type DefineEnsembleOptions = Omit<EnsembleExperiment, Defaulted | "kind" | "seeds"> &
  Partial<Pick<EnsembleExperiment, Defaulted>>;

const OPTIONS: Options<keyof DefineEnsembleOptions> = {
  hypothesis: hypothesisOption,
  members: listOf(text("an experiment's name"), 'names of experiments: ["folded-bi-encoder", "lexical"]'),
  ensembler: part("an ensembler, e.g. nonNegativeLeastSquares()", "fit"),
  postProcessing: defaulted(listOf(part("a change to predictions, e.g. clip()", "fit"))),
  nestedFolds: defaulted(part("folds, e.g. groupedFolds({ count: 5 })", "split")),
};

/**
 * An ensemble, checked; the default export of experiments/<name>/experiment.ts.
 * @throws UserError listing every value that cannot work.
 */
export function defineEnsemble(options: DefineEnsembleOptions): EnsembleExperiment {
  refuseProblems("defineEnsemble", optionProblems(options, OPTIONS));
  const experiment: EnsembleExperiment = {
    kind: "ensemble",
    postProcessing: [],
    nestedFolds: groupedFolds({ count: 5 }),
    ...options,
    seeds: [1],
  };
  const { hypothesis, members } = experiment;
  const problems = [...hypothesisProblems(hypothesis)];
  if (members.length === 0) problems.push("members: found none, expected at least one experiment");
  for (const name of repeatedOf(members)) problems.push(`members: found ${name} again, expected each once`);
  return checked("defineEnsemble", experiment, problems);
}
