import type { Prediction } from "@dalmeum/contracts";
import { compareArms, type Interval } from "@dalmeum/evaluation";

/** Pearson's r of `treatment` less that of `control` on the same pairs, with its interval over other pairs. */
export function pearsonDifference(
  control: readonly Prediction[],
  treatment: readonly Prediction[],
  gold: ReadonlyMap<string, number>,
): Interval {
  const values = (rows: readonly Prediction[]): readonly number[] => rows.map(({ prediction }) => prediction);
  const byId = new Map(treatment.map(({ id, prediction }) => [id, prediction]));
  return compareArms({
    control: { name: "control", seeds: [values(control)] },
    treatment: { name: "treatment", seeds: [control.map(({ id }) => byId.get(id) ?? NaN)] },
    gold: control.map(({ id }) => gold.get(id) ?? NaN),
  }).difference;
}
