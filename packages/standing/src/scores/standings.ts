import { type Comparison, familyVerdicts } from "@dalmeum/evaluation";
import { intervalOf } from "../numbers.ts";
import type { BesideBest, Ground, Standing, StandingRow } from "../types/index.ts";
import type { Problems } from "../workspace/problems.ts";
import type { Point } from "../workspace/read-workspace.ts";
import type { Judge, Judged } from "./judge.ts";
import { settling } from "./settling.ts";

const GROUNDS = ["out-of-fold", "dev"] as const satisfies readonly Ground[];

interface Judgement {
  readonly id: string;
  readonly judged: Judged;
}

/**
 * Experiments by their score, for each data and ground. What has most experiments stands first; of one data, out of fold where all
 * have folds, else dev.
 */
export function standingsOf(points: readonly Point[], judge: Judge, problems: Problems): readonly Standing[] {
  const byData = new Map<string, Point[]>();
  for (const point of points) {
    if (point.data !== undefined) byData.set(point.data.id, [...(byData.get(point.data.id) ?? []), point]);
  }
  const standings = [...byData].flatMap(([data, ofData]) =>
    GROUNDS.flatMap((ground) => {
      const judgements = ofData.flatMap((point): readonly Judgement[] => {
        const judged = judge.judge(point, ground, problems);
        return judged === undefined ? [] : [{ id: point.id, judged }];
      });
      return judgements.length === 0 ? [] : [standingOf(data, ground, judgements, judge)];
    }),
  );
  return standings.toSorted((a, b) => b.rows.length - a.rows.length);
}

function standingOf(data: string, ground: Ground, judgements: readonly Judgement[], judge: Judge): Standing {
  const sorted = judgements.toSorted((a, b) => b.judged.score.estimate - a.judged.score.estimate);
  const [best, ...others] = sorted;
  const compared = best === undefined ? [] : others.map(({ judged }) => judge.compare(best.judged, judged));
  // That the best one is better, which is the other side of each test.
  const verdicts = familyVerdicts(compared.map(({ pValue }) => 1 - pValue));
  return {
    ...{ data, ground, pairs: best?.judged.gold.pairs.length ?? 0 },
    rows: sorted.map(({ id, judged: { score, perSeed } }, index): StandingRow => {
      const row = { experiment: id, score, perSeed };
      const [comparison, verdict] = [compared[index - 1], verdicts[index - 1]];
      if (comparison === undefined || verdict === undefined) return { ...row, place: "best", beside: null };
      const place = verdict.verdict === "supported" ? "behind" : "tied";
      return { ...row, place, beside: besideBest(comparison, verdict.pValue) };
    }),
  };
}

function besideBest(comparison: Comparison, pValue: number): BesideBest | null {
  const difference = intervalOf(comparison.difference);
  if (difference === null) return null;
  return { difference, pValue, ...settling(comparison) };
}
