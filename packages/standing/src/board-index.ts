import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { readManifest } from "@dalmeum/experiments";
import type { gitCommit } from "@dalmeum/runs";
import { commitOf } from "./numbers.ts";
import type { BoardIndex, ExperimentSummary, RunCounts } from "./types/index.ts";
import type { DataSet } from "./workspace/data-sets.ts";

export interface IndexFacts extends Pick<BoardIndex, "live" | "experiments" | "standings" | "problems"> {
  readonly root: string;
  readonly now: Date;
  readonly commit: Awaited<ReturnType<typeof gitCommit>>;
  readonly data: readonly DataSet[];
  readonly summary: BoardIndex["submissions"];
}

const PIECES = ["live", "blend", "people", "submissions", "data"] as const;

/** An experiment's own piece. */
export const experimentPiece = (id: string): string => `experiment-${id}`;

/** What is loaded first. */
export function boardIndex(facts: IndexFacts): BoardIndex {
  const { root, now, commit, live, experiments, standings, data, summary, problems } = facts;
  return {
    ...{ title: titleOf(root), writtenAt: now.getTime(), commit: commitOf(commit), live },
    pieces: [...PIECES, ...experiments.map(({ id }) => experimentPiece(id))],
    ...{ experiments, standings, submissions: summary, problems, runs: sumRuns(experiments) },
    data: data.map(({ id, name, dataset: { train, dev, test } }) => ({
      ...{ id, name, pairs: { train: train.length, dev: dev.length, test: test.length } },
      grounds: standings.filter((standing) => standing.data === id).map(({ ground }) => ground),
    })),
  };
}

/** As its package.json calls it. */
function titleOf(root: string): string {
  const name = existsSync(join(root, "package.json")) ? readManifest(root).name : "";
  return name === "" ? basename(root) : name;
}

function sumRuns(experiments: readonly ExperimentSummary[]): RunCounts {
  const sum = (state: keyof RunCounts): number => experiments.reduce((total, { runs }) => total + runs[state], 0);
  return {
    ...{ expected: sum("expected"), used: sum("used"), otherCode: sum("otherCode"), past: sum("past") },
    ...{ running: sum("running"), unfinished: sum("unfinished"), failed: sum("failed"), damaged: sum("damaged") },
  };
}
