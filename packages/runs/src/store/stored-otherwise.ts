import type { PastRun } from "../folders/last-run.ts";
import { RUN_FILES } from "../record/run-files.ts";
import type { RunStore } from "./run-store.ts";
import { readStoredRun } from "./stored-run.ts";

const PREDICTIONS = [RUN_FILES.dev, RUN_FILES.test, RUN_FILES.heldOut];

/**
 * Where a store has other predictions of a run than are here, a line for each file.
 * @throws UserError where what it has is not to be believed, or it fails.
 */
export async function storedOtherwise(store: RunStore, { record }: PastRun): Promise<readonly string[]> {
  const stored = await readStoredRun(store, record.identity);
  if (stored === undefined) return [];
  const [there, here] = [stored.record.result.files, record.result.files];
  return PREDICTIONS.filter((file) => there[file] !== here[file]).map(
    (file) =>
      `${store.objects.place} has another ${file} of the run ${record.identity}; delete the one here and pull it`,
  );
}
