import { type Comparison, compareArms, type FamilyVerdict, familyVerdicts } from "@dalmeum/evaluation";
import type { Dataset, Engine } from "@dalmeum/contracts";
import type { Metric } from "../experiments/hypothesis.ts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";
import { runInputs } from "../runs/run-inputs.ts";
import { runKeys } from "../runs/run-key.ts";
import { commonGround, goldOf, loadArm } from "./evidence-arm.ts";
import type { Ground } from "./grounds.ts";
import { codeWarnings, type EvidenceRun, evidenceRuns, expectSameData } from "./evidence-runs.ts";

export interface CompareExperimentsOptions {
  readonly control: LoadedExperiment;
  readonly treatments: readonly Treatment[];
  readonly metric: Metric;
  /** What they are judged on; where absent, out of fold where all have folds, else dev. */
  readonly ground: Ground | undefined;
  readonly engine: Pick<Engine, "name" | "precision" | "versions">;
  /** The control's data. */
  readonly dataset: Dataset;
}

/** An experiment that is held against the control, and by how much it must be better. */
export interface Treatment {
  readonly loaded: LoadedExperiment;
  readonly smallestDifference: number;
}

/** What runs say of treatments beside their control. */
export interface ComparedExperiments {
  readonly control: string;
  readonly metric: Metric;
  readonly ground: Ground;
  readonly pairs: number;
  readonly treatments: readonly ComparedTreatment[];
  /** What a reader must know of the runs. */
  readonly warnings: readonly string[];
  /** Relative to the workspace root. */
  readonly runs: readonly string[];
}

export interface ComparedTreatment {
  readonly name: string;
  readonly smallestDifference: number;
  readonly comparison: Comparison;
  /** Corrected for the number of treatments. */
  readonly corrected: FamilyVerdict;
}

/**
 * Compare treatments with their control by the runs that are there.
 * @throws UserError where runs are missing, or were made on other data.
 */
export function compareExperiments(options: CompareExperimentsOptions): ComparedExperiments {
  const { control, treatments, metric, engine, dataset } = options;
  const runsOf = (loaded: LoadedExperiment): readonly EvidenceRun[] =>
    evidenceRuns(loaded, runInputs(loaded, engine), runKeys(loaded.experiment));
  const controlRuns = runsOf(control);
  const treated = treatments.map(({ loaded, smallestDifference }) => ({
    name: loaded.reference,
    runs: runsOf(loaded),
    smallestDifference,
  }));
  const runs = [...controlRuns, ...treated.flatMap((each) => each.runs)];
  expectSameData(runs);
  const gold = goldOf(dataset, commonGround(runs, options.ground));
  const controlArm = loadArm(control.reference, controlRuns, gold);
  const compared = treated.map(({ name, runs: ofTreatment, smallestDifference }) => ({
    name,
    smallestDifference,
    comparison: compareArms({
      ...{ control: controlArm, treatment: loadArm(name, ofTreatment, gold), gold: gold.scores },
      ...{ metric, smallestDifference },
    }),
  }));
  const verdicts = familyVerdicts(compared.map(({ comparison }) => comparison.pValue));
  return {
    control: control.reference,
    metric,
    ground: gold.ground,
    pairs: gold.pairs.length,
    treatments: compared.map((treatment, index) => ({
      ...treatment,
      corrected: verdicts[index] ?? { pValue: NaN, verdict: "undecided" },
    })),
    warnings: codeWarnings(runs),
    runs: runs.map(({ path }) => path),
  };
}
