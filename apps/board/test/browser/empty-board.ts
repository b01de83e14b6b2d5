import type { BoardState } from "@dalmeum/standing/types";

const NO_RUNS = { expected: 0, used: 0, otherCode: 0, past: 0, running: 0, unfinished: 0, failed: 0, damaged: 0 };

/** What a fresh clone has to show. */
export const EMPTY_BOARD: BoardState = {
  index: {
    ...{ title: "dalmeum", writtenAt: Date.UTC(2026, 0, 31), commit: null, live: false },
    pieces: ["live", "blend", "people", "submissions", "data"],
    ...{ experiments: [], standings: [], data: [], runs: NO_RUNS },
    ...{ submissions: { count: 0, left: 10, perDay: 10, best: null }, problems: [] },
  },
  live: { readAt: Date.UTC(2026, 0, 31), runs: [] },
  blend: { blends: [] },
  people: { people: [], modules: [], authors: [] },
  submissions: {
    budget: { perDay: 10, timeZone: "Asia/Seoul", day: "2026-01-31", spent: 0, left: 10 },
    ...{ entries: [], best: null, waiting: [] },
  },
  data: { data: [] },
  experiments: [],
};
