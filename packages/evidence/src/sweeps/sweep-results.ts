import { type ArmInterval, armInterval } from "@dalmeum/evaluation";
import { commonGround, goldOf, loadArm } from "../arms/evidence-arm.ts";
import type { EvidenceRun } from "../arms/candidate-runs.ts";
import { codeWarnings } from "../arms/code-warnings.ts";
import type { EngineChoice } from "../arms/engine-choice.ts";
import { evidenceRuns } from "../arms/evidence-runs.ts";
import type { Ground } from "../arms/grounds.ts";
import type { LoadedExperiment, Metric, Settings } from "@dalmeum/experiments";
import { loadData } from "@dalmeum/runs";

/** What the runs of one point of a sweep say. */
export interface SweepResult {
  readonly experiment: string;
  readonly settings: Settings;
  readonly ground: Ground;
  readonly pairs: number;
  /** Of the metric, over other examples and, where there are several, other seeds. */
  readonly interval: ArmInterval;
  /** Mean over the runs, in Pearson's r: how much better pairs are predicted that were trained on. */
  readonly trainGap: number | null;
}

export interface SweepResultsOptions {
  readonly metric: Metric;
  /** What points are judged on; where absent, out of fold where a point has folds, else dev. */
  readonly ground: Ground | undefined;
  /** Whose runs are looked at; where absent, of an engine that has all. */
  readonly choice?: EngineChoice;
}

/**
 * What every point says, and what a reader must know of its runs.
 * @throws UserError where runs are missing.
 */
export async function sweepResults(
  points: readonly LoadedExperiment[],
  { metric, ground, choice }: SweepResultsOptions,
): Promise<{ readonly results: readonly SweepResult[]; readonly warnings: readonly string[] }> {
  const { experiments, warnings } = await evidenceRuns(points, choice);
  const results: SweepResult[] = [];
  for (const { loaded, runs } of experiments) results.push(await resultOf(loaded, runs, metric, ground));
  return { results, warnings: [...warnings, ...codeWarnings(experiments.flatMap(({ runs }) => runs))] };
}

async function resultOf(
  loaded: LoadedExperiment,
  runs: readonly EvidenceRun[],
  metric: Metric,
  asked: Ground | undefined,
): Promise<SweepResult> {
  const gold = goldOf(await loadData(loaded), commonGround(runs, asked));
  const arm = loadArm(loaded.reference, runs, gold);
  const gaps = runs.map(({ record: { result } }) =>
    difference(result.train?.pearson.estimate ?? null, (result.heldOut ?? result.dev).pearson.estimate),
  );
  return {
    experiment: loaded.reference,
    settings: loaded.settings,
    ground: gold.ground,
    pairs: gold.pairs.length,
    interval: armInterval(arm, gold.scores, { metric }),
    trainGap: gaps.includes(null) ? null : gaps.reduce<number>((sum, gap) => sum + (gap ?? 0), 0) / gaps.length,
  };
}

const difference = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);
