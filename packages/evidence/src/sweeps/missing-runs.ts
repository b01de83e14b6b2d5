import type { RunKey } from "@dalmeum/runs";
import type { LoadedExperiment } from "@dalmeum/experiments";
import type { EngineChoice } from "../arms/engine-choice.ts";
import { findEvidence } from "../arms/evidence-runs.ts";

/** A run that did not finish. */
export interface FailedRun {
  readonly experiment: string;
  readonly key: RunKey;
  /** Null where it was not trained. */
  readonly reason: string | null;
}

/** Points that have no run of some seed or fold, as they are told of with those that failed. */
export async function missingRuns(
  points: readonly LoadedExperiment[],
  choice: EngineChoice = {},
): Promise<readonly FailedRun[]> {
  const { experiments } = await findEvidence(points, choice);
  return experiments.flatMap(({ loaded, missing }) =>
    missing.map((key) => ({ experiment: loaded.reference, key, reason: null })),
  );
}
