import { UserError } from "@dalmeum/contracts";
import type { Arm, ArmSummary, CompareOptions, Comparison } from "./comparison.ts";
import { correlation } from "./correlation.ts";
import { differenceVariance } from "./difference-variance.ts";
import { expectLevel } from "./expect-level.ts";
import { measureArm } from "./measure-arm.ts";
import { meanOfLists } from "./mean-of-lists.ts";
import { mean, variance } from "./moments.ts";
import { pairedBootstrap, type WeightedPredictions } from "./paired-bootstrap.ts";
import { detectableDistance, settlingSizes } from "./settling-sizes.ts";
import { testedDifference } from "./tested-difference.ts";
import { tInterval } from "./t-interval.ts";
import { totalError } from "./total-error.ts";
import { type WilliamsTest, williamsTest } from "./williams-test.ts";

/** Lists whose correlation is this close to 1 differ by rounding. */
const ROUNDING = 1e-12;

/**
 * Compare two ways to train on examples that both have predicted: does the treatment's metric exceed the control's by more
 * than `smallestDifference`?
 *
 * The estimate is the difference of the means over seeds. Its variance has a part for the examples, from the influence of
 * each on the difference, and one for the seeds, s^2 / S of each arm as in Welch's test; noise of both together is counted
 * once. Degrees of freedom are Satterthwaite's. Seeds of two arms count as independent, even where their numbers agree.
 * @throws UserError where there are fewer than four examples, an arm has no seeds, lists do not pair up, a side is constant,
 * or an option is out of range.
 * @see Satterthwaite 1946; compare-arms.simulation.test.ts shows that the interval covers.
 */
export function compareArms(options: CompareOptions): Comparison {
  const { control, treatment, gold, metric = "pearson", smallestDifference = 0, level = 0.95 } = options;
  expectLevel("compareArms", level);
  if (!Number.isFinite(smallestDifference)) {
    throw new UserError(`compareArms: found smallestDifference ${smallestDifference}, expected a finite number`);
  }
  const [before, after] = [
    measureArm("compareArms", control, gold, metric),
    measureArm("compareArms", treatment, gold, metric),
  ];
  const parts = differenceVariance(before, after);
  const { difference, beyond, pValue, verdict } = testedDifference([before, after], parts, smallestDifference, level);
  const ofSeeds = parts.arms.length === 0 ? null : totalError({ ...parts, examples: 0 });
  const settling =
    verdict === "undecided" ? settlingSizes(parts, Math.abs(beyond), level) : { seeds: null, examples: null };
  return {
    control: summary(before.metric),
    treatment: summary(after.metric),
    difference,
    overExamples: pairedBootstrap([...weighted(treatment, 1), ...weighted(control, -1)], gold, metric, options),
    overSeeds: ofSeeds && tInterval(difference.estimate, ofSeeds.standardError, ofSeeds.degreesOfFreedom, level),
    standardErrors: { examples: Math.sqrt(parts.examples), seeds: ofSeeds?.standardError ?? null },
    pValue,
    verdict,
    detectable: smallestDifference + detectableDistance(parts, level),
    seedsToSettle: settling.seeds,
    examplesToSettle: settling.examples,
    dependentTest: testOfAverages(control, treatment, gold),
  };
}

function summary(metric: Float64Array): ArmSummary {
  const perSeed = Array.from(metric);
  return { mean: mean(metric), perSeed, deviation: perSeed.length < 2 ? null : Math.sqrt(variance(metric)) };
}

function weighted({ seeds }: Arm, sign: 1 | -1): WeightedPredictions[] {
  return seeds.map((predictions) => ({ predictions, weight: sign / seeds.length }));
}

function testOfAverages(control: Arm, treatment: Arm, gold: ArrayLike<number>): WilliamsTest | null {
  const [before, after] = [meanOfLists(control.seeds), meanOfLists(treatment.seeds)];
  const between = correlation(before, after);
  if (!(between < 1 - ROUNDING)) return null;
  return williamsTest(correlation(after, gold), correlation(before, gold), between, gold.length);
}
