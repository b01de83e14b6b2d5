import type { Arm } from "@dalmeum/evaluation";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { loadData } from "@dalmeum/runs";
import type { EngineChoice } from "../arms/engine-choice.ts";
import { commonGround, goldOf, loadArm } from "../arms/evidence-arm.ts";
import { codeWarnings } from "../arms/code-warnings.ts";
import { evidenceRuns } from "../arms/evidence-runs.ts";
import type { Ground } from "../arms/grounds.ts";
import { withSeeds } from "../arms/with-seeds.ts";
import type { RacePlan } from "./plan-race.ts";

/** What a race has come to. */
export interface RaceEvidence {
  readonly arms: readonly Arm[];
  readonly gold: readonly number[];
  /** What a reader must know of the runs. */
  readonly warnings: readonly string[];
}

/**
 * Predictions of the seeds that were made, and of no others that happen to lie there.
 * @param made seeds that points have made, by their references.
 * @param ground what they are judged on; where absent, out of fold where all have folds, else dev.
 * @throws UserError where one of their runs is missing, or was edited.
 */
export async function raceEvidence(
  { points }: RacePlan,
  made: ReadonlyMap<string, number>,
  ground: Ground | undefined,
  choice: EngineChoice,
): Promise<RaceEvidence> {
  const loaded = [...points.values()].flatMap((point): readonly LoadedExperiment[] => {
    const seeds = made.get(point.reference);
    return seeds === undefined ? [] : [withSeeds(point, seeds)];
  });
  const [first] = loaded;
  if (first === undefined) return { arms: [], gold: [], warnings: [] };
  const { experiments, warnings } = await evidenceRuns(loaded, choice);
  const runs = experiments.flatMap((each) => each.runs);
  const gold = goldOf(await loadData(first), commonGround(runs, ground));
  return {
    arms: experiments.map((each) => loadArm(each.loaded.reference, each.runs, gold)),
    gold: gold.scores,
    warnings: [...warnings, ...codeWarnings(runs)],
  };
}
