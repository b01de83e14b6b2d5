import type { Dataset, ScoredPair } from "@dalmeum/contracts";
import { groupBy } from "../group-by.ts";
import { strataOf } from "../splits/score-strata.ts";

/** Scores of a file, or of one source in it. */
export interface ScoreSummary {
  readonly file: "train" | "dev";
  /** Null for all sources together. */
  readonly source: string | null;
  readonly pairs: number;
  readonly mean: number;
  /** Of the pairs, dividing by their number. */
  readonly standardDeviation: number;
  /** Pairs whose nearest whole score is 0 .. 5. */
  readonly counts: readonly number[];
}

/** For train and dev: all pairs, then each source, the most frequent first. */
export function summariseScores({ train, dev }: Pick<Dataset, "train" | "dev">): readonly ScoreSummary[] {
  return [...summariesOf("train", train), ...summariesOf("dev", dev)];
}

function summariesOf(file: ScoreSummary["file"], pairs: readonly ScoredPair[]): readonly ScoreSummary[] {
  const bySize = [...groupBy(pairs, ({ source }) => source)].sort(([, a], [, b]) => b.length - a.length);
  return [summaryOf(file, null, pairs), ...bySize.map(([source, own]) => summaryOf(file, source, own))];
}

function summaryOf(file: ScoreSummary["file"], source: string | null, pairs: readonly ScoredPair[]): ScoreSummary {
  const mean = pairs.reduce((sum, { score }) => sum + score, 0) / pairs.length;
  const variance = pairs.reduce((sum, { score }) => sum + (score - mean) ** 2, 0) / pairs.length;
  return { file, source, pairs: pairs.length, mean, standardDeviation: Math.sqrt(variance), counts: strataOf(pairs) };
}
