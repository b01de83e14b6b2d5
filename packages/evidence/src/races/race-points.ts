import { judgeRace, runRace } from "@dalmeum/evaluation";
import type { LoadedExperiment, Metric } from "@dalmeum/experiments";
import { type RunKey, runKeys } from "@dalmeum/runs";
import type { EngineChoice } from "../arms/engine-choice.ts";
import type { Ground } from "../arms/grounds.ts";
import type { FailedRun } from "../sweeps/missing-runs.ts";

import { planRace } from "./plan-race.ts";
import { type RaceEvidence, raceEvidence } from "./race-evidence.ts";
import type { FinishedRace } from "./race-report.ts";

/** A point, and runs of it. */
export interface PointRuns {
  readonly loaded: LoadedExperiment;
  readonly keys: readonly RunKey[];
}

export interface RacePointsOptions {
  readonly points: readonly LoadedExperiment[];
  /** In place of their hypothesis'. */
  readonly metric: Metric | undefined;
  /** What they are judged on; where absent, out of fold where all have folds, else dev. */
  readonly ground: Ground | undefined;
  /** See to it that runs are there; those that failed, and whose runs are looked at. */
  readonly make: (
    wanted: readonly PointRuns[],
  ) => Promise<{ readonly failed: readonly FailedRun[]; readonly choice: EngineChoice }>;
}

/**
 * Make runs of a grid's points seed by seed, for those that can still be told from the control of their hypothesis; a point with a
 * run that fails is out. A block is a seed with all of its folds, for out of fold a point is judged by all.
 * @throws UserError as `planRace` does.
 */
export async function racePoints({
  points,
  metric,
  ground,
  make,
}: RacePointsOptions): Promise<Omit<FinishedRace, "experiment" | "swept">> {
  const plan = planRace(points, metric);
  const made = new Map<string, number>();
  const failed: FailedRun[] = [];
  let asked = 0;
  let choice: EngineChoice = {};
  let evidence: Promise<RaceEvidence> | undefined;
  const families = await runRace({
    ...plan,
    make: async (seed, arms) => {
      const wanted = arms.flatMap((name) => runsOf(plan.points.get(name), seed));
      asked += wanted.reduce((sum, { keys }) => sum + keys.length, 0);
      const obtained = await make(wanted);
      failed.push(...obtained.failed);
      choice = obtained.choice;
      evidence = undefined;
      const out = new Set(obtained.failed.map(({ experiment }) => experiment));
      for (const name of arms) made.set(name, seed + 1);
      for (const name of out) made.delete(name);
      return [...out];
    },
    look: async (family, racing) => {
      evidence ??= raceEvidence(plan, made, ground, choice);
      const { arms, gold } = await evidence;
      return judgeRace({ ...plan, family, racing, arms, gold });
    },
  });
  const whole = points.reduce((sum, { experiment }) => sum + runKeys(experiment).length, 0);
  const { smallestDifference, seeds } = plan;
  return {
    metric: plan.metric,
    smallestDifference,
    seeds,
    families,
    failed,
    warnings: (await evidence)?.warnings ?? [],
    runs: { asked, whole },
  };
}

function runsOf(loaded: LoadedExperiment | undefined, index: number): readonly PointRuns[] {
  const seed = loaded?.experiment.seeds[index];
  return loaded === undefined || seed === undefined ? [] : [{ loaded, keys: runKeys(loaded.experiment, { seed }) }];
}
