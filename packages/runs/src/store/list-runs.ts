import { join, relative } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { loadExperiment } from "@dalmeum/experiments";
import { runFolder } from "../folders/run-folder.ts";
import { keyText } from "../record/run-key.ts";
import { type FinishedRun, keyOf } from "../record/run-record.ts";
import { createJudge, type Judge } from "./judge-runs.ts";
import { chosenNames, hasWeights, type LocalRun, localRuns } from "./local-runs.ts";
import { listedIdentities } from "./named-run.ts";
import type { RunStore } from "./run-store.ts";
import type { RunShare } from "./share-runs.ts";
import { readStoredRun, storesWeights } from "./stored-run.ts";
import { todaysRuns } from "./todays-runs.ts";

/** A run, here or in the store. */
export interface ListedRun {
  /** Relative to the workspace root; where it would lie, if it is not here. */
  readonly path: string;
  /** `seed 1`, or `seed 1, fold 2`; null where its record is not read. */
  readonly key: string | null;
  readonly state: "finished" | "unfinished" | "running" | "damaged";
  /** Whether it follows from what stands in the workspace now; null where that is not known. */
  readonly today: boolean | null;
  /** Why it does not, or why that is not known. */
  readonly why: string | null;
  readonly devPearson: number | null;
  readonly here: Place;
  /** Null where no store is asked, or it does not answer. */
  readonly store: Place | null;
}

export interface Place {
  readonly run: boolean;
  readonly weights: boolean;
}

/** What a store has: by identity, a run's record and whether its weights are there. */
type Stored = ReadonlyMap<string, { readonly record: FinishedRun; readonly weights: boolean }>;

const NOWHERE: Place = { run: false, weights: false };

/**
 * Every run of some experiments, here and in the store.
 * @param asked names of experiments; all where there is none.
 * @throws UserError where there is no such experiment.
 */
export async function listRuns(
  root: string,
  asked: readonly string[],
  share: RunShare | undefined,
): Promise<readonly ListedRun[]> {
  const names = chosenNames(root, asked);
  const local = localRuns(root, names);
  const stored = share && (await storedRuns(root, names, local, share));
  const judge = createJudge(root);
  const listed: ListedRun[] = [];
  const seen = new Set<string>();
  for (const run of local) {
    listed.push(await tellLocal(run, stored, judge));
    if (run.state.kind === "finished") seen.add(run.state.record.identity);
  }
  for (const [identity, { record, weights }] of stored ?? []) {
    if (seen.has(identity) || !names.includes(record.experiment)) continue;
    const path = relative(root, runFolder(join(root, "experiments", record.experiment), keyOf(record), identity));
    const told = await tellFinished(record, undefined, judge);
    listed.push({ path, ...told, here: NOWHERE, store: { run: true, weights } });
  }
  return listed.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function tellLocal(
  { folder, path, state }: LocalRun,
  stored: Stored | undefined,
  judge: Judge,
): Promise<ListedRun> {
  const here = { run: true, weights: hasWeights(folder) };
  if (state.kind !== "finished") {
    const kind = state.kind === "missing" ? "unfinished" : state.kind;
    return { path, key: null, state: kind, today: null, why: null, devPearson: null, here, store: null };
  }
  const found = stored?.get(state.record.identity);
  const store = stored && (found ? { run: true, weights: found.weights } : NOWHERE);
  return { path, ...(await tellFinished(state.record, folder, judge)), here, store: store ?? null };
}

async function tellFinished(record: FinishedRun, folder: string | undefined, judge: Judge) {
  const devPearson = record.result.dev.pearson.estimate;
  return { key: keyText(keyOf(record)), state: "finished", ...(await judge(record, folder)), devPearson } as const;
}

/** Runs that the store lists; where it cannot, those of today's and those that are here. Undefined where it fails. */
async function storedRuns(
  root: string,
  names: readonly string[],
  local: readonly LocalRun[],
  share: RunShare,
): Promise<Stored | undefined> {
  const listed = await share.ask(async (store) => (await listedIdentities(store)) ?? null);
  if (listed === undefined) return undefined;
  const identities = new Set(listed);
  if (listed === null) {
    for (const { state } of local) if (state.kind === "finished") identities.add(state.record.identity);
    for (const name of names)
      for (const identity of await todaysIdentities(root, name, share)) identities.add(identity);
  }
  const found = new Map<string, { readonly record: FinishedRun; readonly weights: boolean }>();
  for (const identity of identities) {
    const run = await share.ask((store) => readOne(store, identity));
    if (run !== undefined) found.set(identity, run);
  }
  return found;
}

async function readOne(store: RunStore, identity: string) {
  const stored = await readStoredRun(store, identity);
  return stored && { record: stored.record, weights: await storesWeights(store, stored) };
}

async function todaysIdentities(root: string, name: string, { engine }: RunShare): Promise<readonly string[]> {
  const identities: string[] = [];
  try {
    for await (const run of todaysRuns(await loadExperiment(root, name), engine)) identities.push(run.identity);
  } catch (error) {
    // An ensemble whose members are not here has no identity yet; an experiment that does not load has none.
    if (!(error instanceof UserError)) throw error;
  }
  return identities;
}
