import { counted, type Engine, type Reporter, UserError } from "@dalmeum/contracts";
import type { EngineChoice } from "../arms/engine-choice.ts";
import { findEvidence } from "../arms/evidence-runs.ts";
import { checkDependencies, type LoadedExperiment } from "@dalmeum/experiments";
import { keyText, planRuns, runKeys, type RunShare, trainRun } from "@dalmeum/runs";

export interface SweepTask {
  /** The experiment with each of the settings. */
  readonly points: readonly LoadedExperiment[];
  readonly engine: Engine;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
  readonly share: RunShare | undefined;
}

/** A run that did not finish. */
export interface FailedRun {
  readonly experiment: string;
  readonly run: string;
  readonly reason: string;
}

/** Points that have no run of some seed or fold, as they are told of with those that failed. */
export async function missingRuns(
  points: readonly LoadedExperiment[],
  choice: EngineChoice = {},
): Promise<readonly FailedRun[]> {
  const { experiments } = await findEvidence(points, choice);
  return experiments.flatMap(({ loaded, missing }) =>
    missing.map((key) => ({ experiment: loaded.reference, run: keyText(key), reason: "not trained" })),
  );
}

/**
 * Train every run of every point that is not there yet; one that was interrupted goes on. A run that fails stops no other.
 * @returns those that failed.
 */
export async function runSweep({ points, engine, reporter, signal, share }: SweepTask): Promise<readonly FailedRun[]> {
  const failed: FailedRun[] = [];
  const total = points.reduce((sum, { experiment }) => sum + runKeys(experiment).length, 0);
  let done = 0;
  for (const loaded of points) {
    await checkDependencies(loaded);
    const plan = await planRuns(loaded, { engine, reporter, signal }, share);
    for (const key of runKeys(loaded.experiment)) {
      reporter.say(`${++done} of ${counted(total, "run")}: ${loaded.reference}, ${keyText(key)}`);
      try {
        await trainRun({ loaded, key, plan, engine, reporter, signal, share, restart: false });
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
