import { rmSync } from "node:fs";
import { replayStudy } from "@dalmeum/pipeline/replay-study";
import { makeStudyWorkspace } from "@dalmeum/pipeline/study-workspace";
import type { Found } from "../alone/alone-job.ts";
import { STUDIED } from "./names.ts";
import { workspaceRoot } from "../workspace-root.ts";

const ORDERS = 100;

/** The study's sweep raced again on its recorded runs: nothing is trained. */
export async function replayJob(repeat: number): Promise<Found> {
  const root = makeStudyWorkspace(workspaceRoot);
  try {
    const orders = await replayStudy(root, ORDERS);
    const shares = orders.map(({ asked, whole }) => (100 * asked) / whole);
    // All verdicts of the whole sweep are undecided: docs/studies/korsts.
    const same = orders.filter(({ verdicts }) => verdicts.every((verdict) => verdict === "undecided"));
    const figures = {
      "runs, %": shares.reduce((sum, share) => sum + share, 0) / ORDERS,
      "most runs, %": Math.max(...shares),
      "same verdicts, %": (100 * same.length) / ORDERS,
    };
    return { measured: [{ job: "replay", subject: STUDIED, repeat, figures }], skipped: [], versions: {} };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
