import { relative, resolve } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { loadExperiment } from "@dalmeum/experiments";
import type { PastRun } from "../folders/last-run.ts";
import { findRun } from "./find-run.ts";
import { runState } from "../folders/run-folder.ts";
import { RUN_FILES } from "../record/run-files.ts";
import { fetchRun, fetchWeights } from "./fetch-run.ts";
import { chosenNames, hasWeights, localRuns } from "./local-runs.ts";
import { namedRun } from "./named-run.ts";
import { putRun } from "./put-run.ts";
import type { RunShare } from "./share-runs.ts";
import type { RunStore } from "./run-store.ts";
import { todaysRuns } from "./todays-runs.ts";

/** Unlike a share, a store that somebody asks for is to fail where it fails. */
export interface Transfer extends Pick<RunShare, "engine"> {
  readonly root: string;
  readonly cwd: string;
  readonly store: RunStore;
  readonly weights: boolean;
}

/** What became of a run. */
export interface Transferred {
  /** Relative to the workspace root. */
  readonly path: string;
  readonly outcome: "fetched" | "stored" | "there already" | "not in the store" | "not finished here";
  /** Whether the weights that were asked for lack, though the run has made some. */
  readonly lacksWeights: boolean;
}

/**
 * Fetch the runs that a text names: an experiment's of today's, with its members', or the one of a path.
 * @throws UserError where there is no such experiment, or the store fails, or is not to be believed.
 */
export async function pullRuns(transfer: Transfer, named: string): Promise<readonly Transferred[]> {
  const { root, cwd, store, engine } = transfer;
  if (isPath(named)) {
    const local = localAt(transfer, named);
    if (local !== undefined) return [await pullHere(transfer, local)];
    const found = await namedRun(root, cwd, named, { engine, ask: (work) => work(store) });
    if (found === undefined) throw new UserError(`found no run ${named}, neither here nor in ${store.objects.place}`);
    return [await pull(transfer, found.experimentFolder, found.identity, named)];
  }
  const pulled: Transferred[] = [];
  for await (const { loaded, identity, folder } of todaysRuns(await loadExperiment(root, named), engine)) {
    const state = runState(folder);
    if (state.kind === "finished") pulled.push(await pullHere(transfer, { folder, record: state.record }));
    else pulled.push(await pull(transfer, loaded.folder, identity, relative(root, folder)));
  }
  return pulled;
}

/**
 * Put the runs into the store that a text names: an experiment's finished ones of today's, or the one of a path, stale or not.
 * @throws UserError where there is no such experiment or run, or the store fails.
 */
export async function pushRuns(transfer: Transfer, named: string): Promise<readonly Transferred[]> {
  const { root, cwd, engine } = transfer;
  if (isPath(named)) return [await push(transfer, await findRun({ root, cwd, path: named, share: undefined }))];
  const pushed: Transferred[] = [];
  const loaded = await loadExperiment(root, named);
  for await (const run of todaysRuns(loaded, engine)) {
    if (run.loaded.folder !== loaded.folder) continue;
    const state = runState(run.folder);
    if (state.kind === "finished") pushed.push(await push(transfer, { folder: run.folder, record: state.record }));
    else pushed.push({ path: relative(root, run.folder), outcome: "not finished here", lacksWeights: false });
  }
  return pushed;
}

const isPath = (named: string): boolean => /[\\/]/.test(named);

function localAt({ root, cwd }: Transfer, path: string): PastRun | undefined {
  const folders = new Set([cwd, root].map((from) => resolve(from, path)));
  const run = localRuns(root, chosenNames(root, [])).find(({ folder }) => folders.has(folder));
  return run?.state.kind === "finished" ? { folder: run.folder, record: run.state.record } : undefined;
}

async function pull(
  { store, weights }: Transfer,
  experimentFolder: string,
  identity: string,
  path: string,
): Promise<Transferred> {
  const run = await fetchRun(store, { experimentFolder, identity, weights });
  if (run === undefined) return { path, outcome: "not in the store", lacksWeights: false };
  return { path, outcome: "fetched", lacksWeights: weights && lacks(run) };
}

async function pullHere({ root, store, weights }: Transfer, run: PastRun): Promise<Transferred> {
  const lacked = weights && lacks(run);
  const fetched = lacked && (await fetchWeights(store, run));
  const outcome = fetched ? "fetched" : "there already";
  return { path: relative(root, run.folder), outcome, lacksWeights: lacked && !fetched };
}

async function push({ root, store, weights }: Transfer, run: PastRun): Promise<Transferred> {
  const lacking = weights && lacks(run);
  const put = await putRun(store, run, { weights: weights && !lacking, replace: false });
  const outcome = put === "there" ? "there already" : put;
  return { path: relative(root, run.folder), outcome, lacksWeights: lacking };
}

const lacks = ({ folder, record }: PastRun): boolean => RUN_FILES.weights in record.result.files && !hasWeights(folder);
