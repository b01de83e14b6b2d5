import type { PastRun } from "../folders/last-run.ts";
import { hasWeights } from "./local-runs.ts";
import { putRun } from "./put-run.ts";
import type { RunStore } from "./run-store.ts";

/**
 * Put a run that was made for others where they look for it, with its weights where it has them: this machine keeps nothing.
 * @throws UserError where the store does not take it.
 */
export async function deliverRun(store: RunStore, run: PastRun): Promise<void> {
  await putRun(store, run, { weights: hasWeights(run.folder), replace: false });
}
