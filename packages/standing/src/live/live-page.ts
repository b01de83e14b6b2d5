import { referenceText } from "@dalmeum/experiments";
import { keyOf, type RunInProgress } from "@dalmeum/runs";
import { runNameOf } from "../run-name.ts";
import type { LivePage, LiveProgress, LiveRun } from "../types/index.ts";
import type { Workspace } from "../workspace/read-workspace.ts";
import { type PlacedRun, runsInProgress } from "./runs-in-progress.ts";
import { trainingLine } from "./training-line.ts";

/** What trains where, as its run folders tell it now. */
export function livePage({ root, pointOf }: Pick<Workspace, "root" | "pointOf">, now = new Date()): LivePage {
  const runs = runsInProgress(root).map((placed) => liveRun(placed, pointOf));
  return { readAt: now.getTime(), runs: runs.toSorted((a, b) => b.startedAt - a.startedAt) };
}

function liveRun({ path, run }: PlacedRun, pointOf: Workspace["pointOf"]): LiveRun {
  const { state, holder, record, steps, devScores, heardAt } = run;
  const experiment = { name: record.experiment, settings: record.settings };
  const point = pointOf(experiment);
  return {
    ...{ path, state },
    experiment: point?.id ?? null,
    reference: point?.loaded.reference ?? referenceText(experiment),
    run: runNameOf(keyOf(record)),
    holder: holder === undefined ? null : { host: holder.host, pid: holder.pid },
    startedAt: Date.parse(record.startedAt),
    heardAt: heardAt?.getTime() ?? null,
    progress: progressOf(run),
    loss: trainingLine(steps),
    dev: devScores,
    reason: record.status === "failed" ? record.reason : null,
  };
}

function progressOf({ steps, secondsPerStep }: RunInProgress): LiveProgress | null {
  const last = steps.at(-1);
  if (last === undefined) return null;
  const { step, totalSteps, epoch, epochs } = last;
  const secondsLeft = secondsPerStep === undefined ? null : (totalSteps - step) * secondsPerStep;
  return { step, totalSteps, epoch, epochs, share: step / totalSteps, secondsLeft };
}
