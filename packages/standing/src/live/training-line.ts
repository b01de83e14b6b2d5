import type { TrainingStep } from "@dalmeum/runs";
import type { TrainingLine } from "../types/index.ts";

/** As many points as a chart has room for. */
const MOST_POINTS = 200;

/** The loss over updates, few enough to be sent each second: the mean of each stretch of as many. */
export function trainingLine(steps: readonly TrainingStep[]): TrainingLine {
  const stretch = Math.ceil(steps.length / MOST_POINTS);
  return Array.from({ length: Math.ceil(steps.length / Math.max(stretch, 1)) }, (_, index) => {
    const part = steps.slice(index * stretch, (index + 1) * stretch);
    return {
      step: part.at(-1)?.step ?? 0,
      loss: part.reduce((sum, { loss }) => sum + loss, 0) / part.length,
    };
  });
}
