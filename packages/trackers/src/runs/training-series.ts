import type { DevScore, TrainingStep } from "@dalmeum/runs";
import type { Point, Series } from "../tracked-run.ts";
import type { TimeOf } from "./step-times.ts";

/** The loss of every update, and Pearson's r on dev of every evaluation where it is defined. */
export function trainingSeries(
  steps: readonly TrainingStep[],
  devScores: readonly DevScore[],
  timeOf: TimeOf,
): readonly Series[] {
  const loss = steps.map(({ step, loss: value }) => [step, value] as const);
  const dev = devScores.flatMap(({ step, devPearson }) => (devPearson === null ? [] : [[step, devPearson] as const]));
  const all = [
    { name: "train/loss", values: loss },
    { name: "dev/pearson", values: dev },
  ];
  return all
    .map(({ name, values }) => ({ name, points: byStep(values, timeOf) }))
    .filter(({ points }) => points.length > 0);
}

/** Parameters may be scored twice after one step, as where their mean is: what came last counts. */
const byStep = (values: readonly (readonly [step: number, value: number])[], timeOf: TimeOf): readonly Point[] =>
  [...new Map(values)]
    .map(([step, value]) => ({ step, value, time: timeOf(step) }))
    .toSorted((a, b) => a.step - b.step);
