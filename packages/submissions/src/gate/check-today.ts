import { join } from "node:path";
import { counted } from "@dalmeum/contracts";
import { loadExperiment } from "@dalmeum/experiments";
import { createJudge, keyOf, keyText, runKeys, runState } from "@dalmeum/runs";
import { candidateFolder } from "../submission-folder.ts";
import { type GateVerdict, verdictOf } from "../verdicts/verdict.ts";
import type { GateTask } from "./gate-task.ts";

/**
 * A submission that may be handed in is of all runs that follow from what stands in the workspace now, and of no others. One that
 * was handed in is of its day.
 */
export async function checkToday({ root, folder, manifest, loaded }: GateTask): Promise<readonly GateVerdict[]> {
  if (folder !== candidateFolder(loaded.folder, loaded.reference)) return [];
  const judge = createJudge(root);
  const problems: string[] = [];
  for (const { experiment: reference, runs } of manifest.members) {
    const lacking = new Set(runKeys((await loadExperiment(root, reference)).experiment).map(keyText));
    for (const { path, identity } of runs) {
      const state = runState(join(root, path));
      if (state.kind !== "finished" || state.record.identity !== identity) {
        problems.push(`${path} is not here as it was submitted`);
        continue;
      }
      const { today, why } = await judge(state.record, join(root, path));
      if (today !== true)
        problems.push(`${path} does not follow from today's code, options and data: ${why ?? "not known"}`);
      lacking.delete(keyText(keyOf(state.record)));
    }
    if (lacking.size > 0) problems.push(`${reference} lacks ${[...lacking].join(" and ")}`);
  }
  const runs = counted(manifest.members.flatMap((member) => member.runs).length, "run");
  const verdict = verdictOf("today", `${runs}, all that follow from what stands here now`, problems);
  const advice = problems.length > 0 ? `; \`npx dalmeum submit ${loaded.reference}\` writes today's` : "";
  return [{ ...verdict, text: `${verdict.text}${advice}` }];
}
