import { type Engine, UserError } from "@dalmeum/contracts";
import { findEvidence } from "../evidence/evidence-runs.ts";
import { checkDependencies } from "../experiments/check-dependencies.ts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";
import { fetchModel } from "../runs/fetch-model.ts";
import { loadParts, type Parts } from "../runs/load-parts.ts";
import { runFolder, runState } from "../runs/run-folder.ts";
import { runIdentity, runInputs } from "../runs/run-inputs.ts";
import { keyText, runKeys } from "../runs/run-key.ts";
import { trainRun } from "../runs/train-run.ts";
import { counted } from "../terminal/format.ts";
import type { Reporter } from "../terminal/reporter.ts";

export interface SweepTask {
  /** The experiment with each of the settings. */
  readonly points: readonly LoadedExperiment[];
  readonly engine: Engine;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}

/** A run that did not finish. */
export interface FailedRun {
  readonly experiment: string;
  readonly run: string;
  readonly reason: string;
}

/** Points that have no run of some seed or fold, as they are told of with those that failed. */
export function missingRuns(points: readonly LoadedExperiment[], engine: Engine): readonly FailedRun[] {
  return points.flatMap((loaded) => {
    const { missing } = findEvidence(loaded, runInputs(loaded, engine), runKeys(loaded.experiment));
    return missing.map((key) => ({ experiment: loaded.reference, run: keyText(key), reason: "not trained" }));
  });
}

/**
 * Train every run of every point that is not there yet; one that was interrupted goes on. A run that fails stops no other.
 * @returns those that failed.
 */
export async function runSweep({ points, engine, reporter, signal }: SweepTask): Promise<readonly FailedRun[]> {
  const failed: FailedRun[] = [];
  const total = points.reduce((sum, { experiment }) => sum + runKeys(experiment).length, 0);
  let done = 0;
  for (const loaded of points) {
    checkDependencies(loaded);
    await fetchModel(loaded, reporter, signal);
    const inputs = runInputs(loaded, engine);
    let parts: Promise<Parts> | undefined;
    for (const key of runKeys(loaded.experiment)) {
      const state = runState(runFolder(loaded.folder, key, runIdentity(inputs, key)));
      reporter.say(`${++done} of ${counted(total, "run")}: ${loaded.reference}, ${keyText(key)}`);
      try {
        await trainRun({
          ...{ loaded, key, inputs, engine, reporter, signal },
          resume: state.kind === "unfinished",
          parts: () => (parts ??= loadParts(loaded)),
        });
      } catch (error) {
        // What is wrong with one setting, a rate at which training diverges say, is a result of a sweep.
        if (signal.aborted || !(error instanceof UserError)) throw error;
        failed.push({ experiment: loaded.reference, run: keyText(key), reason: error.message });
        reporter.say(`failed: ${error.message}`);
      }
    }
  }
  return failed;
}
