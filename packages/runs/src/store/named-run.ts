import { join, relative, resolve, sep } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { experimentNames, loadExperiment } from "@dalmeum/experiments";
import { runFolder } from "../folders/run-folder.ts";
import { keyOf } from "../record/run-record.ts";
import type { RunStore } from "./run-store.ts";
import type { RunShare } from "./share-runs.ts";
import { readStoredRun } from "./stored-run.ts";
import { todaysRuns } from "./todays-runs.ts";

/** A run of the store that a path means, if it has one. */
export interface NamedRun {
  readonly experimentFolder: string;
  readonly identity: string;
}

const RUN = /^seed-\d+(?:-fold-\d+)?-([0-9a-f]{8})$/;

/**
 * What a path of a run means that is not here: of runs that the store lists, else of those that follow from what
 * stands in the workspace now.
 * @param path relative to `cwd` or to the root: experiments/<name>/runs/<run>.
 */
export async function namedRun(
  root: string,
  cwd: string,
  path: string,
  share: Pick<RunShare, "engine" | "ask">,
): Promise<NamedRun | undefined> {
  for (const from of new Set([cwd, root])) {
    const [parent, name = "", runs, run = "", ...more] = relative(root, resolve(from, path)).split(sep);
    const begins = RUN.exec(run)?.[1];
    if (parent !== "experiments" || runs !== "runs" || more.length > 0 || begins === undefined) continue;
    if (!experimentNames(root).includes(name)) continue;
    const experimentFolder = join(root, "experiments", name);
    const listed = await share.ask((store) => listedIdentities(store, begins));
    const identity =
      listed === undefined
        ? await todaysIdentity(root, name, join(experimentFolder, "runs", run), share)
        : await share.ask((store) => identityOf(store, experimentFolder, run, listed));
    return identity === undefined ? undefined : { experimentFolder, identity };
  }
  return undefined;
}

/** Identities of runs that the store has, in order; undefined where it cannot list. */
export async function listedIdentities({ objects, signal }: RunStore, begins = ""): Promise<string[] | undefined> {
  const keys = await objects.list(begins, signal);
  return keys?.flatMap((key) => /^([0-9a-f]{64})\/run\.json$/.exec(key)?.[1] ?? []);
}

async function identityOf(
  store: RunStore,
  experimentFolder: string,
  run: string,
  identities: readonly string[],
): Promise<string | undefined> {
  for (const identity of identities) {
    const record = (await readStoredRun(store, identity))?.record;
    if (record === undefined || join(experimentFolder, "..", record.experiment) !== experimentFolder) continue;
    if (runFolder(experimentFolder, keyOf(record), identity) === join(experimentFolder, "runs", run)) return identity;
  }
  return undefined;
}

async function todaysIdentity(
  root: string,
  name: string,
  folder: string,
  { engine }: Pick<RunShare, "engine">,
): Promise<string | undefined> {
  try {
    for await (const run of todaysRuns(await loadExperiment(root, name), engine)) {
      if (run.folder === folder) return run.identity;
    }
  } catch (error) {
    // A member is not trained, say: then the run that is asked for is none of today's.
    if (!(error instanceof UserError)) throw error;
  }
  return undefined;
}
