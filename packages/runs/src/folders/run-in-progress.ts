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
  /** Of training, at the speed so far; undefined while no checkpoint tells it. */
  readonly secondsPerStep: number | undefined;
}

/** A run that nobody has finished; undefined where its folder tells of none: it was just begun, or finishes right now. */
export function runInProgress(folder: string): RunInProgress | undefined {
  const holding = lookAt(folder);
  if (holding.kind === "free") return undefined;
  const { work, holder } = holding;
  const record = recordIn(work);
  if (record === undefined || record.status === "finished") return undefined;
  const progress = readCheckpointProgress(work);
  // The first step compiles, so its time says nothing of those to come.
  const told = progress !== undefined && progress.step > 1;
  return {
    state: stateOf(holding.kind, record.status),
    ...{ holder, record, steps: readTrainingSteps(work), devScores: readDevScores(work) },
    heardAt: statSync(join(work, RUN_FILES.metrics), { throwIfNoEntry: false })?.mtime,
    secondsPerStep: told ? progress.seconds / progress.step : undefined,
  };
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
