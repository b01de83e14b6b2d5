import { type Comparison, compareArms, type FamilyVerdict, familyVerdicts } from "@dalmeum/evaluation";
import type { Dataset, Engine } from "@dalmeum/contracts";
import type { Hypothesis, Metric } from "@dalmeum/experiments";
import { commonGround, goldOf } from "../arms/evidence-arm.ts";
import type { Ground } from "../arms/grounds.ts";
import { codeWarnings, expectSameData } from "../arms/evidence-runs.ts";
import { hypothesisWarnings } from "./hypothesis-warnings.ts";
import { armOf, runsOf, type Subject, type SubjectRuns } from "../arms/subject.ts";

export interface CompareExperimentsOptions {
  readonly control: Subject;
  readonly treatments: readonly Treatment[];
  readonly metric: Metric;
  /** What they are judged on; where absent, out of fold where all have folds, else dev. */
  readonly ground: Ground | undefined;
  readonly engine: Pick<Engine, "name" | "precision" | "versions">;
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
}

/** Nothing is settled of an experiment by one run of it: how far apart its runs lie is not known then. */
function aboutSeeds({ overSeeds }: Comparison, verdict: FamilyVerdict): FamilyVerdict {
  return overSeeds === null ? { ...verdict, verdict: "undecided" } : verdict;
}

/**
 * Compare treatments with their control by the runs that are there.
 * @throws UserError where runs are missing, or were made on other data.
 */
export async function compareExperiments(options: CompareExperimentsOptions): Promise<ComparedExperiments> {
  const { control, treatments, metric, engine, dataset } = options;
  const controlRuns = await runsOf(control, engine);
  const treated: (Treatment & { readonly runs: SubjectRuns })[] = [];
  for (const treatment of treatments) treated.push({ ...treatment, runs: await runsOf(treatment.subject, engine) });
  const runs = [controlRuns, ...treated.map((each) => each.runs)].flatMap(({ members }) => members.flat());
  expectSameData(runs);
  const gold = goldOf(dataset, commonGround(runs, options.ground));
  const controlArm = armOf(controlRuns, gold);
  const compared = treated.map(({ runs: ofTreatment, smallestDifference }) => ({
    name: ofTreatment.reference,
    smallestDifference,
    comparison: compareArms({
      ...{ control: controlArm, treatment: armOf(ofTreatment, gold), gold: gold.scores },
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
      corrected: aboutSeeds(treatment.comparison, verdicts[index] ?? { pValue: NaN, verdict: "undecided" }),
    })),
    warnings: [
      ...codeWarnings(runs),
      ...treated.flatMap(({ subject, hypothesis, runs: { members } }) =>
        hypothesisWarnings(subject.reference, hypothesis, members.flat()),
      ),
    ],
    runs: [...new Set(runs.map(({ path }) => path))],
  };
}
