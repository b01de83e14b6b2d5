import { type LoadedExperiment, loadMembers } from "@dalmeum/experiments";
import { runFolder, runState } from "../folders/run-folder.ts";
import { NO_ENGINE, runInputs } from "../identity/run-inputs.ts";
import { runIdentity } from "../record/run-identity.ts";
import { type RunKey, runKeys } from "../record/run-key.ts";
import type { RunInputs } from "../record/run-record.ts";
import type { RunShare } from "./share-runs.ts";

/** A run that follows from what stands in the workspace now, whether or not it was made. */
export interface TodaysRun {
  readonly loaded: LoadedExperiment;
  readonly key: RunKey;
  readonly identity: string;
  /** Where it lies, or would. */
  readonly folder: string;
}

/**
 * The runs of an experiment, those of an ensemble's members before. What an ensemble's identity is, is known once its
 * members' runs are here: whoever gets them one by one may fetch each before asking for the next.
 * @throws UserError where a member's run is not here then, or a file that the experiment reads.
 */
export async function* todaysRuns(
  loaded: LoadedExperiment,
  engine: () => Promise<RunInputs["engine"]>,
): AsyncGenerator<TodaysRun> {
  const { experiment } = loaded;
  if (experiment.kind === "ensemble") {
    for (const member of await loadMembers({ ...loaded, experiment })) yield* todaysRuns(member, engine);
  }
  const computed = experiment.kind === "training" || experiment.kind === "ensemble";
  const inputs = await runInputs(loaded, computed ? await engine() : NO_ENGINE);
  for (const key of runKeys(experiment)) {
    const identity = runIdentity(inputs, key);
    yield { loaded, key, identity, folder: runFolder(loaded.folder, key, identity) };
  }
}

/**
 * Fetch those of an experiment's runs, and of its members', that are not here.
 * @throws UserError as `todaysRuns`.
 */
export async function fetchRuns(loaded: LoadedExperiment, share: RunShare | undefined): Promise<void> {
  if (share === undefined) return;
  for await (const run of todaysRuns(loaded, share.engine)) {
    if (runState(run.folder).kind !== "missing") continue;
    await share.fetch({ experimentFolder: run.loaded.folder, identity: run.identity, weights: false });
  }
}

/**
 * The same of an ensemble's members alone.
 * @throws UserError as `todaysRuns`.
 */
export async function fetchMembers(loaded: LoadedExperiment, share: RunShare | undefined): Promise<void> {
  const { experiment } = loaded;
  if (share === undefined || experiment.kind !== "ensemble") return;
  for (const member of await loadMembers({ ...loaded, experiment })) await fetchRuns(member, share);
}
