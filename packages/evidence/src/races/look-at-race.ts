import { judgeRace, type RaceFamily, type RaceStanding } from "@dalmeum/evaluation";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { loadData } from "@dalmeum/runs";
import type { EngineChoice } from "../arms/engine-choice.ts";
import { commonGround, goldOf, loadArm } from "../arms/evidence-arm.ts";
import { evidenceRuns } from "../arms/evidence-runs.ts";
import type { Ground } from "../arms/grounds.ts";
import { withSeeds } from "../arms/with-seeds.ts";
import type { RacePlan } from "./plan-race.ts";

export interface RaceLook {
  /** Seeds that points have made, by their references. */
  readonly made: ReadonlyMap<string, number>;
  /** Where absent, out of fold where all have folds, else dev. */
  readonly ground: Ground | undefined;
  readonly choice: EngineChoice;
}

/**
 * Where treatments of a family stand by the seeds that were made, and by no others that happen to lie there.
 * @throws UserError where one of their runs is missing, or was edited.
 */
export async function lookAtRace(
  { points, seeds, metric, smallestDifference }: RacePlan,
  { control, treatments }: RaceFamily,
  racing: readonly string[],
  { made, ground, choice }: RaceLook,
): Promise<readonly RaceStanding[]> {
  const loaded = [...points.values()].flatMap((point): readonly LoadedExperiment[] => {
    const seedsMade = made.get(point.reference);
    return seedsMade === undefined ? [] : [withSeeds(point, seedsMade)];
  });
  const { experiments } = await evidenceRuns(loaded, choice);
  const [first] = loaded;
  if (first === undefined) return [];
  const runs = experiments.flatMap((each) => each.runs);
  const gold = goldOf(await loadData(first), commonGround(runs, ground));
  const arms = experiments.map((each) => loadArm(each.loaded.reference, each.runs, gold));
  const named = (names: readonly string[]) => arms.filter(({ name }) => names.includes(name));
  const [ofControl] = named([control]);
  if (ofControl === undefined) return [];
  return judgeRace({
    control: ofControl,
    treatments: named(racing),
    others: arms.filter(({ name }) => name !== control && !racing.includes(name)),
    began: treatments.length,
    gold: gold.scores,
    ...{ seeds, metric, smallestDifference },
  });
}
