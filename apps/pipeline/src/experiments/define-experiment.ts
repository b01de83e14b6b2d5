import {
  type Augmentation,
  type DataSource,
  type ModelDefinition,
  type Objective,
  type Optimizer,
  problemsError,
  type Schedule,
  type TrainingHook,
} from "@dalmeum/contracts";

/** What a team tries: data, model, objective and how long to train. */
export interface Experiment {
  /** What the experiment is to show; for the record, it does not identify a run. */
  readonly hypothesis?: string;
  readonly data: DataSource;
  /** Applied to the training pairs in this order. */
  readonly augmentation: readonly Augmentation[];
  readonly model: ModelDefinition;
  readonly objective: Objective;
  readonly optimizer: Optimizer;
  readonly schedule: Schedule;
  /** Watch training in this order, e.g. averages of the parameters. */
  readonly hooks: readonly TrainingHook[];
  readonly epochs: number;
  readonly batchSize: number;
  /** Tokens a sequence; longer ones are cut. */
  readonly maxLength: number;
  /** Largest norm of all gradients together. */
  readonly clipNorm: number;
  /** One run each. */
  readonly seeds: readonly number[];
}

/** The head whose output is the submission. */
export const SUBMITTED_HEAD = "similarity";

type Defaulted = "augmentation" | "hooks" | "clipNorm";
type DefineExperimentOptions = Omit<Experiment, Defaulted> & Partial<Pick<Experiment, Defaulted>>;

const defined = new WeakSet();

/**
 * An experiment, checked; the default export of experiments/<name>/experiment.ts.
 * @throws UserError listing every value that cannot work.
 */
export function defineExperiment({
  augmentation = [],
  hooks = [],
  clipNorm = 1,
  ...rest
}: DefineExperimentOptions): Experiment {
  const experiment = { ...rest, augmentation, hooks, clipNorm };
  const problems = problemsOf(experiment);
  if (problems.length > 0) throw problemsError("defineExperiment", problems);
  defined.add(experiment);
  return experiment;
}

/** Whether `defineExperiment` made this value. */
export function isExperiment(value: unknown): value is Experiment {
  return typeof value === "object" && value !== null && defined.has(value);
}

function problemsOf({ epochs, batchSize, maxLength, clipNorm, seeds, objective }: Experiment): readonly string[] {
  const problems: string[] = [];
  for (const [name, value] of Object.entries({ epochs, batchSize, maxLength })) {
    if (!Number.isSafeInteger(value) || value < 1)
      problems.push(`${name}: found ${value}, expected an integer from 1 on`);
  }
  if (!(clipNorm > 0 && Number.isFinite(clipNorm))) {
    problems.push(`clipNorm: found ${clipNorm}, expected a finite number above 0`);
  }
  if (seeds.length === 0) problems.push("seeds: found none, expected at least one, e.g. [1]");
  for (const seed of seeds) {
    if (!isSeed(seed)) problems.push(`seeds: found ${seed}, expected integers from 0 on`);
  }
  const repeated = seeds.filter((seed, index) => seeds.indexOf(seed) !== index);
  if (repeated.length > 0) problems.push(`seeds: found ${repeated.join(", ")} again, expected each once`);
  if (!objective.heads.includes(SUBMITTED_HEAD)) {
    problems.push(
      `objective: found heads ${objective.heads.join(", ")}, expected "${SUBMITTED_HEAD}" among them: it is what is submitted`,
    );
  }
  return problems;
}

/** Whether a number can seed a run. */
export function isSeed(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
