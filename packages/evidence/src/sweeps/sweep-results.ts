import type { Engine } from "@dalmeum/contracts";
import { type ArmInterval, armInterval } from "@dalmeum/evaluation";
import { commonGround, goldOf, loadArm } from "../arms/evidence-arm.ts";
import { type EvidenceRun, evidenceRuns } from "../arms/evidence-runs.ts";
import type { Ground } from "../arms/grounds.ts";
import type { LoadedExperiment, Metric, Settings } from "@dalmeum/experiments";
import { loadData, runInputs, runKeys } from "@dalmeum/runs";

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

/**
 * @throws UserError where runs are missing.
 */
export async function sweepResult(
  loaded: LoadedExperiment,
  engine: Engine,
  metric: Metric,
  asked: Ground | undefined,
): Promise<{ readonly result: SweepResult; readonly runs: readonly EvidenceRun[] }> {
  const runs = evidenceRuns(loaded, await runInputs(loaded, engine), runKeys(loaded.experiment));
  const gold = goldOf(await loadData(loaded), commonGround(runs, asked));
  const arm = loadArm(loaded.reference, runs, gold);
  const gaps = runs.map(({ record: { result } }) =>
    difference(result.train?.pearson.estimate ?? null, (result.heldOut ?? result.dev).pearson.estimate),
  );
  const result = {
    experiment: loaded.reference,
    settings: loaded.settings,
    ground: gold.ground,
    pairs: gold.pairs.length,
    interval: armInterval(arm, gold.scores, { metric }),
    trainGap: gaps.includes(null) ? null : gaps.reduce<number>((sum, gap) => sum + (gap ?? 0), 0) / gaps.length,
  };
  return { result, runs };
}

const difference = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);
