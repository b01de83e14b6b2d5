import type { FinishedRun, RunMetrics } from "@dalmeum/runs";
import type { Series } from "../tracked-run.ts";

type Result = FinishedRun["result"];

/** What a finished run has to show, each a series of one point. Correlations come with the ends of their intervals. */
export function finalSeries(result: Result, step: number): readonly Series[] {
  const time = Date.parse(result.finishedAt);
  const { dev, train, heldOut, seconds, blend } = result;
  const values: readonly (readonly [name: string, value: number | null | undefined])[] = [
    ...correlations("dev", dev),
    ...correlations("held-out", heldOut),
    ...correlations("train", train),
    ["train/pairs", result.trainPairs],
    ["blend/nested-pearson", blend?.nested],
    ["training-seconds", seconds.training],
    ["prediction-seconds", seconds.prediction],
    ["pairs-per-second", result.trainingPairsPerSecond],
    ["peak-memory-megabytes", result.peakMemoryMegabytes],
  ];
  return values.flatMap(([name, value]) =>
    typeof value === "number" && Number.isFinite(value)
      ? [{ name: `final/${name}`, points: [{ step, value, time }] }]
      : [],
  );
}

const correlations = (of: string, metrics: RunMetrics | undefined) =>
  metrics === undefined
    ? []
    : (["pearson", "spearman"] as const).flatMap((name) => {
        const { estimate, low, high } = metrics[name];
        return [
          [`${of}/${name}`, estimate] as const,
          [`${of}/${name}-low`, low] as const,
          [`${of}/${name}-high`, high] as const,
        ];
      });
