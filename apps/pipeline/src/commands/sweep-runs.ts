import { type EngineChoice, type FailedRun, fetchEvidence, missingRuns } from "@dalmeum/evidence";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { NO_ENGINE } from "@dalmeum/runs";
import { type ClusterChoice, describeEngine } from "../elsewhere/cluster-choice.ts";
import { obtainRuns } from "../elsewhere/obtain-runs.ts";
import type { WantedRuns } from "../elsewhere/obtained.ts";
import type { CommandReporter } from "../terminal/reporter.ts";
import type { Context } from "../terminal/context.ts";
import { shareOf } from "./share.ts";

/** Points that lack runs or have one that failed, and whose runs are looked at. */
export interface Swept {
  readonly failed: readonly FailedRun[];
  readonly choice: EngineChoice;
}

/** What lies here or in the store. */
export async function lookForRuns(
  context: Context,
  root: string,
  points: readonly LoadedExperiment[],
  flags: ClusterChoice,
  reporter: CommandReporter,
): Promise<Swept> {
  const share = shareOf(context, root, reporter, () => describeEngine(context, root, flags));
  await fetchEvidence(points, flags, share);
  return { failed: await missingRuns(points, flags), choice: flags };
}

/** Every run that is not there yet; one that was interrupted goes on. */
export async function makeRuns(
  context: Context,
  root: string,
  wanted: readonly WantedRuns[],
  flags: ClusterChoice,
  reporter: CommandReporter,
): Promise<Swept> {
  const failed: FailedRun[] = [];
  let choice: EngineChoice = flags;
  for await (const { request, made } of obtainRuns(context, root, wanted, {
    choice: flags,
    restart: false,
    reporter,
  })) {
    const { loaded, key, plan } = request;
    const { name, precision } = plan.inputs.engine;
    if (name !== NO_ENGINE.name) choice = { engine: name, precision };
    if (!("failed" in made)) continue;
    failed.push({ experiment: loaded.reference, key, reason: made.failed.message });
    reporter.say(`failed: ${made.failed.message}`);
  }
  return { failed, choice };
}
