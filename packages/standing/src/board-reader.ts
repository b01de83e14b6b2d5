import { gitCommit } from "@dalmeum/runs";
import { candidateFolders, readBudget, readLedger } from "@dalmeum/submissions";
import { blendPage } from "./blends/blend-page.ts";
import { boardIndex } from "./board-index.ts";
import { dataPage } from "./data-page.ts";
import { experimentPage } from "./experiments/experiment-page.ts";
import { livePage } from "./live/live-page.ts";
import { allModules } from "./people/all-modules.ts";
import { readHistory } from "./people/git-history.ts";
import { readOwnership } from "./people/ownership.ts";
import { peoplePage } from "./people/people-page.ts";
import { createJudge } from "./scores/judge.ts";
import { standingsOf } from "./scores/standings.ts";
import { summaryOf } from "./scores/summary.ts";
import { submissionsPage, submissionsSummary } from "./submissions/submissions-page.ts";
import type { BoardIndex, BoardState, ExperimentPage } from "./types/index.ts";
import type { DataSet, KnownData } from "./workspace/data-sets.ts";
import { readModules } from "./workspace/modules-of.ts";
import { readWorkspace } from "./workspace/read-workspace.ts";

/** Reads where a team stands, again and again: what takes long is computed anew where its runs are others. */
export interface BoardReader {
  read(): Promise<BoardReading>;
}

/** A workspace as it was when it was read. */
export interface BoardReading extends Omit<BoardState, "index" | "experiments" | "live"> {
  /** With the problems that were met so far. */
  index(options: { readonly live: boolean }): BoardIndex;
  /** Undefined where there is none of this id. */
  experiment(id: string): Promise<ExperimentPage | undefined>;
  /** What trains now: cheap enough to be asked each second. */
  live(now?: Date): BoardState["live"];
}

export function createBoardReader(root: string): BoardReader {
  const knownData: KnownData = new Map();
  const judge = createJudge();
  return {
    read: async () => {
      const workspace = await readWorkspace(root, knownData);
      const { points, problems } = workspace;
      const now = new Date();
      const ledger = readLedger(root);
      for (const text of ledger.problems) problems.add({ kind: "ledger", subject: "submissions", text });
      const budget = readBudget(root);
      const ownership = readOwnership(root);
      const modulesOf = await readModules(workspace);
      const modules = allModules(root, points, modulesOf);
      const standings = standingsOf(points, judge, problems);
      const facts = { judge, ownership, modulesOf, modules, problems, entries: ledger.entries };
      const experiments = points.map((point) => summaryOf(point, facts));
      const blend = await blendPage(workspace, judge);
      const data = distinctData(points);
      const written = candidateFolders(root);
      const submissions = submissionsPage({ ledger, budget, now, data, written, problems });
      const history = await readHistory(root);
      const commit = await gitCommit(root);
      const summary = submissionsSummary(submissions, ledger);
      return {
        index: ({ live }) =>
          boardIndex({ root, now, commit, live, experiments, standings, data, summary, problems: problems.found }),
        blend,
        people: peoplePage({ modules, ownership, history, experiments, blends: blend.blends }),
        submissions,
        data: dataPage(data),
        experiment: async (id) => {
          const point = points.find((each) => each.id === id);
          return point && experimentPage(point, { workspace, judge, blends: blend.blends });
        },
        live: (at) => livePage(workspace, at),
      };
    },
  };
}

const distinctData = (points: readonly { readonly data: DataSet | undefined }[]): readonly DataSet[] => [
  ...new Set(points.flatMap(({ data }) => data ?? [])),
];
