import type { AnyJob } from "./alone/all-jobs.ts";
import type { Batching, Job, Report } from "./report.ts";
import { nameOf, type Subject } from "./subjects.ts";

/** Something to measure: a subject's job on batches of one kind. */
export interface Measurement {
  readonly job: Job;
  readonly subject: Subject;
  readonly batching: Batching;
}

/** What a measurement gave. */
export type Figures = Readonly<Record<string, number>>;

/** A measurement that was made; `repeat` counts from 1. */
export interface Measured {
  readonly job: AnyJob;
  /** Whose: a subject, or who else contests in a job that has contestants of its own. */
  readonly subject: string;
  /** Of subjects alone, as is the report. */
  readonly batching?: Batching;
  readonly repeat: number;
  readonly figures: Figures;
  readonly report?: Report;
}

/** `fit` takes like-length batches; PyTorch's epoch is measured with them and, in float32, with its default, random ones. */
export function measurementsOf(jobs: readonly Job[], subjects: readonly Subject[]): readonly Measurement[] {
  return jobs.flatMap((job) =>
    subjects.flatMap((subject) => {
      // The peer of an engine that reads sentences is the same engine that reads pairs.
      if (job === "sentences" && subject.runtime === "pytorch") return [];
      // The same of one that packs tokens; XLA packs none.
      if (job === "packing" && ["pytorch", "xla"].includes(subject.runtime)) return [];
      const also = job === "epoch" && nameOf(subject) === "pytorch-float32";
      const batchings: readonly Batching[] = also ? ["like-length", "random"] : ["like-length"];
      return batchings.map((batching) => ({ job, subject, batching }));
    }),
  );
}

/**
 * The figures of a report.
 * @param startedAt milliseconds since 1970 at which its process was started.
 */
export function figuresOf(report: Report, startedAt: number): Figures {
  switch (report.job) {
    case "steps": {
      const seconds = sum(report.stepSeconds);
      return {
        "padded tokens/s": report.paddedTokens / seconds,
        "real tokens/s": report.realTokens / seconds,
        "median step, s": median(report.stepSeconds),
        "peak memory, MB": report.peakMemoryMegabytes,
      };
    }
    case "epoch":
      return {
        seconds: report.seconds,
        "padding, %": 100 * (1 - report.realTokens / report.paddedTokens),
        "dev Pearson": report.devPearson,
        "peak memory, MB": report.peakMemoryMegabytes,
      };
    case "predict":
      return { "pairs/s": report.pairs / report.seconds, "peak memory, MB": report.peakMemoryMegabytes };
    case "sentences":
      return {
        "pairs/s": report.pairs / report.seconds,
        "pairs/s in pairs": report.pairs / report.secondsInPairs,
        "times as fast": report.secondsInPairs / report.seconds,
        "padded tokens": report.tokens,
        "padded tokens in pairs": report.tokensInPairs,
        "largest difference": report.largestDifference,
        "peak memory, MB": report.peakMemoryMegabytes,
      };
    case "packing":
      return {
        "real tokens/processor second": report.realTokens / report.seconds,
        "the same, padding computed": report.realTokens / report.secondsPadded,
        "times as fast": report.secondsPadded / report.seconds,
        "tokens computed": report.tokens,
        "tokens and padding": report.tokensPadded,
        "peak memory, MB": report.peakMemoryMegabytes,
      };
    case "first-step":
      return { seconds: (report.finishedAt - startedAt) / 1000, "peak memory, MB": report.peakMemoryMegabytes };
    case "check":
    case "unavailable":
      return {};
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The middle value, or the mean of the two middle ones; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? NaN, sorted[Math.floor(middle)] ?? NaN];
  return (low + high) / 2;
}
