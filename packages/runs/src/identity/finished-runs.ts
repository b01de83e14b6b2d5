import { relative } from "node:path";
import { problemsError } from "@dalmeum/contracts";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { reachedCode, type ReadRunCode } from "../code/run-code.ts";
import { type CurrentRun, lastRun } from "../folders/last-run.ts";
import { checkRunFiles, runFolder, runState } from "../folders/run-folder.ts";
import { runIdentity } from "../record/run-identity.ts";
import { keyText, type RunKey, runKeys } from "../record/run-key.ts";
import type { RunInputs } from "../record/run-record.ts";

/**
 * An experiment's runs of some keys, by default of all seeds and folds, each finished and following from what stands in the workspace now.
 * @throws UserError naming those that are not there and what has changed, or runs whose files have changed.
 */
export async function finishedRuns(
  loaded: LoadedExperiment,
  inputs: RunInputs,
  readCode = reachedCode,
  keys = runKeys(loaded.experiment),
): Promise<readonly CurrentRun[]> {
  const { root, reference, folder } = loaded;
  const runs: CurrentRun[] = [];
  const problems: string[] = [];
  for (const key of keys) {
    const expected = runFolder(folder, key, runIdentity(inputs, key));
    const path = relative(root, expected);
    const state = runState(expected);
    if (state.kind === "finished") {
      checkRunFiles(expected, state.record);
      runs.push({ folder: expected, path, record: state.record });
    } else if (state.kind === "missing") {
      problems.push(`${keyText(key)}: ${await otherRun(loaded, inputs, key, readCode)}`);
    } else {
      problems.push(`${keyText(key)}: ${path} is ${state.kind}`);
    }
  }
  if (problems.length > 0)
    throw problemsError(`${reference} is not trained, run \`npx dalmeum train ${reference}\` first`, problems);
  return runs;
}

async function otherRun(loaded: LoadedExperiment, inputs: RunInputs, key: RunKey, readCode: ReadRunCode) {
  const last = lastRun(loaded.folder, key, loaded.settings);
  if (last === undefined) return "found no run";
  const { reach } = await readCode(loaded, inputs.engine.name);
  const { changesLine, explainRun } = await import("../changes/explain-run.ts");
  const what = changesLine(explainRun(last, { inputs, reach }));
  return `${relative(loaded.root, last.folder)} is stale: ${what}`;
}
