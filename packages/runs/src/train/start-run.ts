import type { LoadedExperiment } from "@dalmeum/experiments";
import { finishedRuns } from "../identity/finished-runs.ts";
import type { CurrentRun } from "../folders/last-run.ts";
import { runFolder, runState } from "../folders/run-folder.ts";
import { weightsFile } from "../makers/training/weights-file.ts";
import { runIdentity } from "../record/run-identity.ts";
import type { RunKey } from "../record/run-key.ts";
import type { RunInputs } from "../record/run-record.ts";
import type { RunShare } from "../store/share-runs.ts";

/**
 * The finished run of today's whose weights another starts from, with them; both are fetched where they lack and the store has them.
 * @param inputs what the run follows from.
 * @throws UserError where it is not trained, or its weights are neither here nor in the store.
 */
export async function startRun(
  loaded: LoadedExperiment,
  inputs: RunInputs,
  key: RunKey,
  share: RunShare | undefined,
): Promise<CurrentRun> {
  const identity = runIdentity(inputs, key);
  if (runState(runFolder(loaded.folder, key, identity)).kind === "missing") {
    await share?.fetch({ experimentFolder: loaded.folder, identity, weights: true });
  }
  const [run] = await finishedRuns(loaded, inputs, undefined, [key]);
  if (run === undefined) throw new Error(`${loaded.reference}: found no run of seed ${key.seed}`);
  await share?.fetchWeights(run);
  weightsFile(run);
  return run;
}
