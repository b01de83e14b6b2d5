import {
  type Augmentation,
  type DataSource,
  type ModelDefinition,
  type Objective,
  type Optimizer,
  type Schedule,
  type Splits,
  type Technique,
  refuseProblems,
  type TrainingHook,
} from "@dalmeum/contracts";
import { boolean, defaulted, listOf, number, oneOf, optional, part, partWith } from "../options/option.ts";
import { optionProblems, type Options } from "../options/option-problems.ts";
import { checked } from "./checked.ts";
import { type Hypothesis, hypothesisOption, hypothesisProblems } from "./hypothesis.ts";
import { repeatedOf, seedProblems } from "./seeds.ts";

/** What happens to training pairs that share a sentence with what they are judged on. */
export type LeakagePolicy = (typeof LEAKAGE_POLICIES)[number];
const LEAKAGE_POLICIES = ["refuse", "drop", "keep"] as const;

/** A model that is trained: data, model, objective and how long to train. */
export interface TrainingExperiment {
  readonly kind: "training";
  /** What the experiment is to show; for the record, it does not identify a run. */
  readonly hypothesis?: string | Hypothesis;
  readonly data: DataSource;
  /** Each fold is held out from a run of its own, which predicts it; where absent a run trains on all training pairs. */
  readonly folds?: Splits;
  /** Training pairs that share a sentence with dev, test or the held-out fold: refuse to train, drop or keep them. Default refuse. */
  readonly leakage: LeakagePolicy;
  /** Applied to the training pairs in this order. */
  readonly augmentation: readonly Augmentation[];
  readonly model: ModelDefinition;
  readonly objective: Objective;
  readonly optimizer: Optimizer;
  readonly schedule: Schedule;
  /** How gradients are made, each wrapping the ones before it, e.g. `rDrop({ alpha: 1 })`. Default none. */
  readonly techniques: readonly Technique[];
  /** Watch training in this order, e.g. averages of the parameters. */
  readonly hooks: readonly TrainingHook[];
  readonly epochs: number;
  readonly batchSize: number;
  /** Batches whose mean gradient makes an update. Default 1. */
  readonly accumulation: number;
  /** The embeddings and this many of the lowest layers stay as they are; nothing does where absent. */
  readonly frozenLayers?: number;
  /** Tokens a sequence; longer ones are cut. */
  readonly maxLength: number;
  /** Whether a pair's score is the mean of both orders of its sentences, wherever it is predicted. Default false. */
  readonly symmetric: boolean;
  /** Largest norm of all gradients together. */
  readonly clipNorm: number;
  /** Whether a run keeps what it trained; without it a run can be compared and submitted, but not exported. Default true. */
  readonly keepWeights: boolean;
  /** One run each; with folds, one run each and fold. */
  readonly seeds: readonly number[];
}

/** The head whose output is the submission. */
export const SUBMITTED_HEAD = "similarity";

type Defaulted =
  | "augmentation"
  | "leakage"
  | "techniques"
  | "hooks"
  | "accumulation"
  | "symmetric"
  | "clipNorm"
  | "keepWeights";
type DefineExperimentOptions = Omit<TrainingExperiment, Defaulted | "kind"> &
  Partial<Pick<TrainingExperiment, Defaulted>>;

/** What experiments that read pairs have in common. */
export const PAIR_OPTIONS: Options<"hypothesis" | "data" | "folds" | "leakage"> = {
  hypothesis: hypothesisOption,
  data: part('where pairs come from, e.g. competitionCsv({ folder: "datasets/korsts" })', "load"),
  folds: optional(part("folds, e.g. groupedFolds({ count: 5 })", "split")),
  leakage: defaulted(oneOf(LEAKAGE_POLICIES)),
};
export const SEEDS = listOf(number, "a list of seeds: [1, 2, 3]");

/** By the names that experiment.ts gives them. */
export const TRAINING_OPTIONS: Options<keyof DefineExperimentOptions> = {
  ...PAIR_OPTIONS,
  augmentation: defaulted(listOf(part("an augmentation, e.g. swapSentences()", "augment"))),
  model: part("a model, e.g. biEncoder({ ... })", "load", "files"),
  objective: partWith("an objective, e.g. weightedSum([[1, maeLoss()]])", "heads"),
  optimizer: part("an optimizer, e.g. adamw()", "update"),
  schedule: part("a schedule, e.g. linearWarmup({ peak: 1e-4 })", "learningRate"),
  techniques: defaulted(listOf(partWith("a technique, e.g. rDrop({ alpha: 1 })", "options"))),
  hooks: defaulted(listOf(part("a hook, e.g. ema({ decay: 0.999 })", "start"))),
  epochs: number,
  batchSize: number,
  accumulation: defaulted(number),
  frozenLayers: optional(number),
  maxLength: number,
  symmetric: defaulted(boolean),
  clipNorm: defaulted(number),
  keepWeights: defaulted(boolean),
  seeds: SEEDS,
};

/**
 * An experiment, checked; the default export of experiments/<name>/experiment.ts.
 * @throws UserError listing every value that cannot work.
 */
export function defineExperiment(options: DefineExperimentOptions): TrainingExperiment {
  refuseProblems("defineExperiment", optionProblems(options, TRAINING_OPTIONS));
  const experiment: TrainingExperiment = {
    kind: "training",
    augmentation: [],
    leakage: "refuse",
    techniques: [],
    hooks: [],
    accumulation: 1,
    symmetric: false,
    clipNorm: 1,
    keepWeights: true,
    ...options,
  };
  return checked("defineExperiment", experiment, problemsOf(experiment));
}

function problemsOf(experiment: TrainingExperiment): readonly string[] {
  const { hypothesis, epochs, batchSize, accumulation, frozenLayers, maxLength } = experiment;
  const { techniques, clipNorm, seeds, objective } = experiment;
  const problems = [...hypothesisProblems(hypothesis)];
  for (const [name, value] of Object.entries({ epochs, batchSize, accumulation, maxLength })) {
    if (!Number.isSafeInteger(value) || value < 1)
      problems.push(`${name}: found ${value}, expected an integer from 1 on`);
  }
  if (frozenLayers !== undefined && (!Number.isSafeInteger(frozenLayers) || frozenLayers < 0)) {
    problems.push(`frozenLayers: found ${frozenLayers}, expected an integer from 0 on`);
  }
  if (!(clipNorm > 0 && Number.isFinite(clipNorm))) {
    problems.push(`clipNorm: found ${clipNorm}, expected a finite number above 0`);
  }
  const names = techniques.map(({ name }) => name);
  for (const name of repeatedOf(names)) problems.push(`techniques: found ${name} again, expected each once`);
  problems.push(...seedProblems(seeds));
  if (!objective.heads.includes(SUBMITTED_HEAD)) {
    problems.push(
      `objective: found heads ${objective.heads.join(", ")}, expected "${SUBMITTED_HEAD}" among them: it is what is submitted`,
    );
  }
  return problems;
}
