import type { EvidenceRun } from "@dalmeum/evidence";
import { readDevScores, readTrainingSteps } from "@dalmeum/runs";
import { trainingLine } from "../live/training-line.ts";
import { runNameOf } from "../run-name.ts";
import type { BandPoint, LearningCurve } from "../types/index.ts";

/** How an experiment's runs trained, as far as they trained anything. */
export const curvesOf = (used: readonly EvidenceRun[]): readonly LearningCurve[] =>
  used
    .map(({ folder, key }) => ({
      run: runNameOf(key),
      dev: readDevScores(folder),
      loss: trainingLine(readTrainingSteps(folder)),
    }))
    .filter(({ dev, loss }) => dev.length > 0 || loss.length > 0);

/** Mean, smallest and largest dev Pearson of some curves at every update at which all have one. */
export function curveBand(curves: readonly LearningCurve[]): readonly BandPoint[] {
  const tables = curves.map(({ dev }) => new Map(dev.map(({ step, devPearson }) => [step, devPearson])));
  if (tables.length < 2) return [];
  return [...(tables[0]?.keys() ?? [])].flatMap((step) => {
    const values = tables.flatMap((table) => table.get(step) ?? []);
    if (values.length < tables.length) return [];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [{ step, mean, low: Math.min(...values), high: Math.max(...values) }];
  });
}
