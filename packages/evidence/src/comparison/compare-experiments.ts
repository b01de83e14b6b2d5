import { type Comparison, compareArms, type FamilyVerdict } from "@dalmeum/evaluation";
import type { Dataset } from "@dalmeum/contracts";
import type { Hypothesis, Metric } from "@dalmeum/experiments";
import { commonGround, goldOf } from "../arms/evidence-arm.ts";
import type { Ground } from "../arms/grounds.ts";
import { codeWarnings } from "../arms/code-warnings.ts";
import type { EngineChoice } from "../arms/engine-choice.ts";
import { expectSameData } from "../arms/evidence-runs.ts";
import { codeDifferences } from "./code-differences.ts";
import { hypothesisWarnings } from "./hypothesis-warnings.ts";
import { armOf, type Subject, type SubjectRuns } from "../arms/subject.ts";
import { trainedRunsOf } from "../arms/trained-seeds.ts";
import { type EarlyVerdicts, earlyVerdicts } from "./early-verdicts.ts";
import { settledVerdicts } from "./settled-verdicts.ts";

export interface CompareExperimentsOptions {
  readonly control: Subject;
  readonly treatments: readonly Treatment[];
  readonly metric: Metric;
  /** What they are judged on; where absent, out of fold where all have folds, else dev. */
  readonly ground: Ground | undefined;
  /** Whose runs are compared; where absent, of an engine that has all. */
  readonly choice?: EngineChoice;
  /** The control's data. */
  readonly dataset: Dataset;
}

/** What is held against the control, and by how much it must be better. */
export interface Treatment {
  readonly subject: Subject;
  readonly smallestDifference: number;
  /** Where the treatment has one about this control. */
  readonly hypothesis: Hypothesis | undefined;
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
  /** Corrected for the number of treatments; undecided where an arm has one seed. */
  readonly corrected: FamilyVerdict;
  /** What a race would have said after each seed; null where every arm has one. */
  readonly early: EarlyVerdicts | null;
}

/**
 * Compare treatments with their control by the runs that are there: of an arm whose last seeds have none, by its first.
 * @throws UserError where runs of a first seed are missing, or were made on other data.
 */
export async function compareExperiments(options: CompareExperimentsOptions): Promise<ComparedExperiments> {
  const { control, treatments, choice, ...judged } = options;
  const found = await trainedRunsOf([control, ...treatments.map(({ subject }) => subject)], choice);
  const [controlRuns = { reference: control.reference, members: [] }, ...treatedRuns] = found.subjects;
  const treated = treatments.flatMap((treatment, index) => {
    const runs = treatedRuns[index];
    return runs === undefined ? [] : [{ ...treatment, runs }];
  });
  const compared = compareRuns({ ...judged, control: controlRuns, treatments: treated });
  return { ...compared, warnings: [...found.warnings, ...compared.warnings] };
}

export interface CompareRunsOptions extends Pick<CompareExperimentsOptions, "metric" | "ground" | "dataset"> {
  readonly control: SubjectRuns;
  readonly treatments: readonly (Treatment & { readonly runs: SubjectRuns })[];
  /** Of the bootstrap over examples, which takes a second a treatment. */
  readonly resamples?: number;
}

/**
 * The same of runs that were found already.
 * @throws UserError where they were made on other data.
 */
export function compareRuns(options: CompareRunsOptions): ComparedExperiments {
  const { control, treatments, metric, dataset, resamples } = options;
  const runs = [control, ...treatments.map(({ runs: ofTreatment }) => ofTreatment)].flatMap(({ members }) =>
    members.flat(),
  );
  expectSameData(runs);
  const gold = goldOf(dataset, commonGround(runs, options.ground));
  const controlArm = armOf(control, gold);
  const arms = treatments.map(({ runs: ofTreatment }) => armOf(ofTreatment, gold));
  const judged = { metric, gold: gold.scores };
  const compared = treatments.flatMap(({ subject, smallestDifference }, index) => {
    const arm = arms[index];
    if (arm === undefined) return [];
    const options = { ...judged, smallestDifference, control: controlArm, treatment: arm };
    return {
      name: arm.name,
      smallestDifference,
      comparison: compareArms({ ...options, ...(resamples === undefined ? {} : { resamples }) }),
      early: earlyVerdicts({ ...options, treatments: arms, seeds: subject.seeds }),
    };
  });
  const verdicts = settledVerdicts(compared.map(({ comparison }) => comparison));
  return {
    control: control.reference,
    metric,
    ground: gold.ground,
    pairs: gold.pairs.length,
    treatments: compared.map((treatment, index) => ({
      ...treatment,
      corrected: verdicts[index] ?? { pValue: NaN, verdict: "undecided" },
    })),
    warnings: [
      ...codeWarnings(runs),
      ...treatments.flatMap(({ runs: ofTreatment }) =>
        codeDifferences(ofTreatment.reference, control.members.flat(), ofTreatment.members.flat()),
      ),
      ...treatments.flatMap(({ subject, hypothesis, runs: { members } }) =>
        hypothesisWarnings(subject.reference, hypothesis, members.flat()),
      ),
    ],
    runs: [...new Set(runs.map(({ path }) => path))],
  };
}
