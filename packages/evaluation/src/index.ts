export { armInterval, type ArmInterval, type ArmIntervalOptions } from "./arm-interval.ts";
export { bootstrapInterval, type BootstrapOptions, type Interval } from "./bootstrap-interval.ts";
export { calibration, type Calibration, type CalibrationBin, type CalibrationOptions } from "./calibration.ts";
export { compareArms } from "./compare-arms.ts";
export { type Arm, type ArmSummary, type CompareOptions, type Comparison } from "./comparison.ts";
export {
  type CorrelationIntervals,
  correlationIntervals,
  pearsonInterval,
  spearmanInterval,
} from "./correlation-intervals.ts";
export { distributionGap, type DistributionGap } from "./distribution-gap.ts";
export { errorCorrelations } from "./error-correlations.ts";
export { familyVerdicts, type FamilyVerdict } from "./family-verdicts.ts";
export { fisherInterval } from "./fisher-interval.ts";
export { type Gap, gapBand } from "./gap-band.ts";
export { holm } from "./holm.ts";
export { isConstant } from "./is-constant.ts";
export { type IsotonicFit, isotonicFit } from "./isotonic-fit.ts";
export { type LackOfFit } from "./lack-of-fit.ts";
export { largestResiduals, type RowResidual } from "./largest-residuals.ts";
export { leastCorrelation } from "./least-correlation.ts";
export { leastSquaresLine, type Line } from "./least-squares-line.ts";
export { pearson } from "./pearson.ts";
export { type Band, quantileBands } from "./quantile-bands.ts";
export { judgeLooks, type JudgeLooksOptions } from "./racing/judge-looks.ts";
export { judgeRace, type RaceOptions, type RaceStanding } from "./racing/judge-race.ts";
export type { RaceFamily } from "./racing/race-family.ts";
export { type Race, type RacedFamily, runRace } from "./racing/run-race.ts";
export { ridgeFit, type RidgeFit } from "./ridge-fit.ts";
export { type SliceMetrics, sliceMetrics, type SliceOptions } from "./slice-metrics.ts";
export { spearman } from "./spearman.ts";
export { type Verdict, verdictOf } from "./verdict.ts";
export { williamsTest, type WilliamsTest } from "./williams-test.ts";
