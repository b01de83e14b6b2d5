import { UserError } from "@dalmeum/contracts";
import { checkCopies, checkLedgerData, checkProgress } from "./check-against-ledger.ts";
import { checkBesideDev, checkClipped, checkColumn } from "./check-columns.ts";
import { checkFormat, checkUnchanged } from "./check-files.ts";
import { checkHistory } from "./check-history.ts";
import { checkMembers } from "./check-members.ts";
import { checkRuns, checkTrainingRows } from "./check-origin.ts";
import { checkBlended, checkMetrics } from "./check-recomputed.ts";
import { checkRelease } from "./check-release.ts";
import { checkScores } from "./check-scores.ts";
import { checkToday } from "./check-today.ts";
import type { GateVerdict } from "../verdicts/verdict.ts";
import type { GateTask } from "./gate-task.ts";

type Check = (task: GateTask) => GateVerdict | readonly GateVerdict[] | Promise<GateVerdict | readonly GateVerdict[]>;

const CHECKS: Readonly<Record<string, Check>> = {
  format: checkFormat,
  unchanged: checkUnchanged,
  recomputed: checkMetrics,
  blended: checkBlended,
  column: checkColumn,
  scores: checkScores,
  clipped: checkClipped,
  "beside dev": checkBesideDev,
  today: checkToday,
  release: checkRelease,
  history: checkHistory,
  origin: checkRuns,
  members: checkMembers,
  "training rows": checkTrainingRows,
  ledger: checkLedgerData,
  copies: checkCopies,
  progress: checkProgress,
};

/** Every check of a submission; one that cannot be made has failed. */
export async function runGate(task: GateTask): Promise<readonly GateVerdict[]> {
  const verdicts: GateVerdict[] = [];
  for (const [check, run] of Object.entries(CHECKS)) {
    try {
      verdicts.push(...[await run(task)].flat());
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      verdicts.push({ check, verdict: "failed", text: error.message });
    }
  }
  return verdicts;
}
