import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { type Holder, lookAt } from "@dalmeum/leases";
import { readCheckpointProgress } from "../makers/training/checkpoint.ts";
import { type DevScore, readDevScores, readTrainingSteps, type TrainingStep } from "../makers/training/metrics-log.ts";
import { readRunRecord } from "../record/record-file.ts";
import { RUN_FILES } from "../record/run-files.ts";
import type { RunRecord } from "../record/run-record.ts";
import { RECORD } from "./run-folder.ts";

/** What tells of a run that is being made, or was stopped before it finished. */
export interface RunInProgress {
  /** `running` by somebody who is alive, or of whom only watching could tell. */
  readonly state: "running" | "unfinished" | "failed";
  readonly holder: Holder | undefined;
  readonly record: Exclude<RunRecord, { status: "finished" }>;
  readonly steps: readonly TrainingStep[];
  readonly devScores: readonly DevScore[];
  /** When it wrote its metrics last; undefined where it has none. */
  readonly heardAt: Date | undefined;
  /** Of training, lately; undefined while it is not known. */
  readonly secondsPerStep: number | undefined;
}

/** A run that nobody has finished; undefined where its folder tells of none: it was just begun, or finishes right now. */
export function runInProgress(folder: string): RunInProgress | undefined {
  const holding = lookAt(folder);
  if (holding.kind === "free") return undefined;
  const { work, holder } = holding;
  const record = recordIn(work);
  if (record === undefined || record.status === "finished") return undefined;
  const steps = readTrainingSteps(work);
  const heardAt = statSync(join(work, RUN_FILES.metrics), { throwIfNoEntry: false })?.mtime;
  return {
    state: stateOf(holding.kind, record.status),
    ...{ holder, record, steps, devScores: readDevScores(work), heardAt },
    secondsPerStep: heardAt && secondsPerStep(work, record, steps.at(-1)?.step ?? 0, heardAt),
  };
}

/** Fewer steps are timed by those before them. */
const FEWEST_STEPS = 5;

/**
 * Of the steps since the last checkpoint, or since the process that goes on from it began; of all up to the checkpoint where
 * those are few. The first step, of which there is a checkpoint always, compiles, and tells nothing of the others.
 */
function secondsPerStep(
  work: string,
  { startedAt }: RunInProgress["record"],
  step: number,
  heardAt: Date,
): number | undefined {
  const checkpoint = readCheckpointProgress(work);
  if (checkpoint === undefined) return undefined;
  const steps = step - checkpoint.step;
  const since = Math.max(Date.parse(startedAt), checkpoint.writtenAt.getTime());
  const seconds = (heardAt.getTime() - since) / 1000;
  if (steps >= FEWEST_STEPS && seconds > 0) return seconds / steps;
  return checkpoint.step > 1 ? checkpoint.seconds / checkpoint.step : undefined;
}

function stateOf(kind: "held" | "abandoned", status: RunInProgress["record"]["status"]): RunInProgress["state"] {
  if (kind === "held") return "running";
  return status === "failed" ? "failed" : "unfinished";
}

/** Files come and go while they are looked at. */
function recordIn(work: string): RunRecord | undefined {
  const path = join(work, RECORD);
  if (!existsSync(path)) return undefined;
  try {
    return readRunRecord(path);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
