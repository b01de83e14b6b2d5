import { z } from "zod";
import type { LedgerEntry } from "@dalmeum/submissions";
import { runKeys } from "@dalmeum/runs";
import { gapOf, orNull } from "../numbers.ts";
import type { FoundModule } from "../people/find-modules.ts";
import type { Ownership } from "../people/ownership.ts";
import type { ExperimentSummary, RunCounts, Scores } from "../types/index.ts";
import type { Problems } from "../workspace/problems.ts";
import type { Point } from "../workspace/read-workspace.ts";
import type { Judge } from "./judge.ts";
import type { ModulesOf } from "../workspace/modules-of.ts";

export interface SummaryFacts {
  readonly judge: Judge;
  readonly ownership: Ownership;
  readonly modulesOf: ModulesOf;
  /** Every module, with the file that it stands in. */
  readonly modules: readonly FoundModule[];
  readonly problems: Problems;
  /** Oldest first. */
  readonly entries: readonly LedgerEntry[];
}

const modelSchema = z.object({ model: z.object({ options: z.object({ checkpoint: z.string() }) }) });

/** What is shown of an experiment wherever it is listed. */
export function summaryOf(point: Point, facts: SummaryFacts): ExperimentSummary {
  const { id, loaded, options, data } = point;
  const { reference, name, settings, experiment } = loaded;
  const { hypothesis, kind } = experiment;
  const modules = new Set(facts.modulesOf(point).map((module) => module.name));
  const files = facts.modules.flatMap((module) => (modules.has(module.name) ? (module.file ?? []) : []));
  const owners = [`experiments/${name}/`, ...files].flatMap(facts.ownership.ownersOf);
  return {
    ...{ id, reference, name, settings, kind },
    claim: (typeof hypothesis === "object" ? hypothesis.claim : hypothesis) ?? null,
    owners: [...new Set(owners)].toSorted(),
    modules: [...modules].toSorted(),
    encoder: modelSchema.safeParse(options).data?.model.options.checkpoint ?? null,
    data: data?.id ?? null,
    runs: countRuns(point),
    scores: scoresOf(point, facts),
  };
}

export function countRuns({ loaded, used, runs }: Point): RunCounts {
  const taken = new Set(used.map(({ folder }) => folder));
  const inState = (state: Point["runs"][number]["state"]): number => runs.filter((run) => run.state === state).length;
  return {
    expected: runKeys(loaded.experiment).length,
    used: used.length,
    otherCode: used.filter(({ current }) => !current).length,
    past: runs.filter(({ state, folder }) => state === "finished" && !taken.has(folder)).length,
    ...{ running: inState("running"), unfinished: inState("unfinished") },
    ...{ failed: inState("failed"), damaged: inState("damaged") },
  };
}

function scoresOf(point: Point, { judge, problems, entries }: SummaryFacts): Scores {
  const [outOfFold, dev] = (["out-of-fold", "dev"] as const).map((ground) => judge.judge(point, ground, problems));
  const { train, dev: devPairs, test } = point.data?.dataset ?? { train: [], dev: [], test: [] };
  const own = entries.filter(({ manifest }) => manifest.experiment === point.loaded.reference);
  const judged = own.findLast(({ scores }) => scores.public !== null);
  const both = own.findLast(({ scores }) => scores.public !== null && scores.private !== null);
  const ofTest = (pearson: number | null | undefined) => ({ pearson, pairs: test.length });
  return {
    outOfFold: outOfFold?.score ?? null,
    dev: dev?.score ?? null,
    public: orNull(judged?.scores.public),
    private: orNull(own.findLast(({ scores }) => scores.private !== null)?.scores.private),
    devGap: gapOf(
      { pearson: outOfFold?.score.estimate, pairs: train.length },
      { pearson: dev?.score.estimate, pairs: devPairs.length },
    ),
    publicGap: gapOf(
      { pearson: judged?.manifest.dev.pearson.estimate, pairs: devPairs.length },
      ofTest(judged?.scores.public),
    ),
    privateGap: gapOf(ofTest(both?.scores.public), ofTest(both?.scores.private)),
  };
}
