import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { type EngineDescription, type Reporter, UserError } from "@dalmeum/contracts";
import { StoreError } from "@dalmeum/object-stores";
import type { PastRun } from "../folders/last-run.ts";
import { RUN_FILES } from "../record/run-files.ts";
import type { RunInputs } from "../record/run-record.ts";
import { fetchRun, fetchWeights, type WantedRun } from "./fetch-run.ts";
import { hasWeights } from "./local-runs.ts";
import { putRun } from "./put-run.ts";
import { openRunStore, type RunStore, type RunStoreOptions, storeAddress } from "./run-store.ts";

/**
 * A store where it helps: what fails is told once a process and not once a run, and one goes on without it.
 */
export interface RunShare {
  readonly store: RunStore;
  /** What trains, for identities of today's; loaded when it is asked for. */
  readonly engine: () => Promise<RunInputs["engine"]>;
  readonly reporter: Reporter;
  /** Undefined where the store has no such run, or fails. */
  fetch(wanted: WantedRun): Promise<PastRun | undefined>;
  /** Fetch the weights of a run that is here, where they lack. */
  fetchWeights(run: PastRun): Promise<void>;
  /** Put a run there that was trained now. */
  put(run: PastRun): Promise<void>;
  /** Anything else that asks the store; undefined where it fails. */
  ask<T>(work: (store: RunStore) => Promise<T>): Promise<T | undefined>;
}

export interface ShareOptions extends RunStoreOptions {
  readonly reporter: Reporter;
  readonly engine: () => Promise<EngineDescription>;
  /** Whether weights of what is trained now go there too; they stay here by default. */
  readonly weights?: boolean;
}

/** So many failures in a row, and the store is not asked again: each may take ten seconds. */
const MOST_FAILURES = 2;

/** The store of a workspace, if one is set. */
export function shareRuns(options: ShareOptions): RunShare | undefined {
  const { root, reporter, signal, environment = process.env, weights = false } = options;
  let told = false;
  const tell = (error: UserError): void => {
    if (!told) reporter.say(`${error.message}; it goes on without`);
    told = true;
  };
  const store = openOrTell({ root, signal, environment }, tell);
  if (store === undefined) return undefined;
  const attempts = (): (<T>(work: () => Promise<T>) => Promise<T | undefined>) => {
    let failures = 0;
    return async (work) => {
      if (failures >= MOST_FAILURES) return undefined;
      try {
        const done = await work();
        failures = 0;
        return done;
      } catch (error) {
        if (signal.aborted || !(error instanceof UserError)) throw error;
        if (error instanceof StoreError) failures++;
        tell(error);
        return undefined;
      }
    };
  };
  // A store that only reads refuses what is put there, and is asked for runs all the same.
  const [reading, writing] = [attempts(), attempts()];
  const damaged = new Set<string>();
  const say = ({ folder }: PastRun, what: string): void => {
    reporter.say(`${relative(root, folder)}: ${what} ${store.objects.place}`);
  };
  let engine: Promise<RunInputs["engine"]> | undefined;
  return {
    store,
    reporter,
    engine: () =>
      (engine ??= options.engine().then(({ name, precision, versions }) => ({ name, precision, versions }))),
    fetch: async (wanted) => {
      damaged.add(wanted.identity);
      const found = await reading(async () => {
        const run = await fetchRun(store, wanted);
        damaged.delete(wanted.identity);
        return run;
      });
      if (found !== undefined) say(found, "fetched from");
      return found;
    },
    fetchWeights: async (run) => {
      if (existsSync(join(run.folder, RUN_FILES.weights))) return;
      if (await reading(() => fetchWeights(store, run))) say(run, "weights fetched from");
    },
    put: async (run) => {
      const replace = damaged.has(run.record.identity);
      if (await writing(() => putRun(store, run, { weights: weights && hasWeights(run.folder), replace })))
        say(run, "is in");
    },
    ask: (work) => reading(() => work(store)),
  };
}

function openOrTell(options: Required<RunStoreOptions>, tell: (error: UserError) => void): RunStore | undefined {
  try {
    if (storeAddress(options.root, options.environment) === undefined) return undefined;
    return openRunStore(options);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    tell(error);
    return undefined;
  }
}
