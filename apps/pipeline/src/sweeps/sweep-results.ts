import type { Engine } from "@dalmeum/contracts";
import { type ArmInterval, armInterval } from "@dalmeum/evaluation";
import { commonGround, goldOf, loadArm } from "../evidence/evidence-arm.ts";
import { type EvidenceRun, evidenceRuns } from "../evidence/evidence-runs.ts";
import type { Ground } from "../evidence/grounds.ts";
import type { Metric } from "../experiments/hypothesis.ts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";
import type { Settings } from "../experiments/with-parameters.ts";
import { loadData } from "../runs/load-data.ts";
import { runInputs } from "../runs/run-inputs.ts";
import { runKeys } from "../runs/run-key.ts";

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
