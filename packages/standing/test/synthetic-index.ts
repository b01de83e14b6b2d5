import type { BoardIndex, ExperimentSummary, Ground, Standing, StandingRow } from "../src/types/index.ts";
import { around, DATA_ID, NO_RUNS } from "./synthetic-experiments.ts";
import { HOSTILE } from "./synthetic-pairs.ts";

export const NOW = Date.UTC(2026, 0, 31, 3, 0);

export function syntheticIndex(experiments: readonly ExperimentSummary[], pieces: readonly string[]): BoardIndex {
  const used = experiments.reduce((sum, { runs }) => sum + runs.used, 0);
  const [first] = experiments;
  return {
    title: `닮음 <em>팀</em>`,
    writtenAt: NOW,
    commit: { hash: "0123456789abcdef0123456789abcdef01234567", dirty: true },
    live: false,
    pieces,
    experiments,
    standings: [standing(experiments, "out-of-fold", 5749), standing(experiments, "dev", 1500)],
    data: [
      {
        ...{ id: DATA_ID, name: "datasets/korsts", pairs: { train: 5749, dev: 1500, test: 1379 } },
        grounds: ["out-of-fold", "dev"],
      },
    ],
    runs: {
      ...NO_RUNS,
      expected: used + 3,
      used,
      otherCode: 4,
      past: 7,
      running: 2,
      unfinished: 1,
      failed: 1,
      damaged: 1,
    },
    submissions: {
      ...{ count: 4, left: 7, perDay: 10 },
      best: { name: "2026-01-30-blend-00000002", experiment: first?.reference ?? "", dev: 0.86, public: 0.85 },
    },
    problems: [
      {
        kind: "experiment",
        subject: "broken",
        text: `experiments/broken/experiment.ts cannot be loaded: ${HOSTILE[1]}`,
      },
      { kind: "run", subject: "experiments/smoke/runs/seed-1-00000000", text: "is damaged" },
    ],
  };
}

function standing(experiments: readonly ExperimentSummary[], ground: Ground, pairs: number): Standing {
  const scored = experiments.flatMap(({ id, scores }) => {
    const score = ground === "dev" ? scores.dev : scores.outOfFold;
    return score === null ? [] : [{ id, score }];
  });
  const sorted = scored.toSorted((a, b) => b.score.estimate - a.score.estimate);
  return {
    data: DATA_ID,
    ground,
    pairs,
    rows: sorted.map(({ id, score }, place) => rowOf(id, score, place, sorted[0])),
  };
}

function rowOf(
  experiment: string,
  score: StandingRow["score"],
  place: number,
  best: { readonly score: StandingRow["score"] } | undefined,
): StandingRow {
  const perSeed = [score.estimate - 0.001, score.estimate, score.estimate + 0.001];
  if (place === 0 || best === undefined) return { experiment, score, perSeed, place: "best", beside: null };
  const tied = place < 4;
  return {
    ...{ experiment, score, perSeed, place: tied ? "tied" : "behind" },
    beside: {
      difference: around(score.estimate - best.score.estimate, 0.003),
      pValue: tied ? 0.21 : 0.0004,
      overSeeds: place % 3 !== 0,
      detectable: 0.004,
      seedsToSettle: tied && place !== 3 ? 9 : null,
      pairsToSettle: tied && place === 3 ? 24_000 : null,
    },
  };
}
