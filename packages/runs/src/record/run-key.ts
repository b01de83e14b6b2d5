import { type Splits, UserError } from "@dalmeum/contracts";
import { type Experiment, KIND_NAMES } from "@dalmeum/experiments";

/** Which of an experiment's runs. */
export interface RunKey {
  readonly seed: number;
  /** The fold that is held out, from 1; absent where the experiment has no folds. */
  readonly fold?: number;
}

/** What the command line may narrow the runs to. */
export type RunSelection = Partial<RunKey>;

/**
 * An experiment's runs: one a seed, or one a seed and fold.
 * @throws UserError where there is no such fold.
 */
export function runKeys(experiment: Experiment, { seed, fold }: RunSelection = {}): readonly RunKey[] {
  const { seeds } = experiment;
  const folds: Splits | undefined = "folds" in experiment ? experiment.folds : undefined;
  if (seed !== undefined && (experiment.kind === "ensemble" || experiment.kind === "predictions") && seed !== 1) {
    throw new UserError(`found seed ${seed}, but ${KIND_NAMES[experiment.kind]} has one run, seed 1`);
  }
  const chosenSeeds = seed === undefined ? seeds : [seed];
  if (folds === undefined) {
    if (fold !== undefined) throw new UserError(`found fold ${fold}, but the experiment has no folds`);
    return chosenSeeds.map((each) => ({ seed: each }));
  }
  if (fold !== undefined && (fold < 1 || fold > folds.count)) {
    throw new UserError(`found fold ${fold}, expected 1 .. ${folds.count}`);
  }
  const chosenFolds = fold === undefined ? Array.from({ length: folds.count }, (_, index) => index + 1) : [fold];
  return chosenSeeds.flatMap((each) => chosenFolds.map((held) => ({ seed: each, fold: held })));
}

/** The seed of the run whose weights a run of a seed starts from: the same where the other experiment has it, else its first. */
export function startSeed(seeds: readonly number[], seed: number): number | undefined {
  return seeds.includes(seed) ? seed : seeds[0];
}

/** `seed 1`, or `seed 1, fold 2`. */
export function keyText({ seed, fold }: RunKey): string {
  return fold === undefined ? `seed ${seed}` : `seed ${seed}, fold ${fold}`;
}

/** `seed-1`, or `seed-1-fold-2`: how a run's folder begins. */
export function keySlug({ seed, fold }: RunKey): string {
  return fold === undefined ? `seed-${seed}` : `seed-${seed}-fold-${fold}`;
}
