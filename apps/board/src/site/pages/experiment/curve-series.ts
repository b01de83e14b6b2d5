import type { LearningCurve } from "@dalmeum/standing/types";
import type { Series } from "../../charts/series.ts";
import type { Say } from "../../language/say.ts";
import { runLabel } from "./run-label.ts";

/** Dev of each run that scored it. */
export const devSeries = (curves: readonly LearningCurve[], say: Say): Series[] =>
  curves
    .map(({ run, dev }) => ({
      name: runLabel(run, say),
      look: "faint",
      points: dev.flatMap(({ step, devPearson }) => (devPearson === null ? [] : [{ x: step, y: devPearson }])),
    }))
    .filter(({ points }) => points.length > 0);

/** Loss of each run that trains. */
export const lossSeries = (curves: readonly LearningCurve[], say: Say): Series[] =>
  curves
    .map(({ run, loss }) => ({
      name: runLabel(run, say),
      look: "faint",
      points: loss.map((point) => ({ x: point.step, y: point.loss })),
    }))
    .filter(({ points }) => points.length > 0);
