import { counted } from "@dalmeum/contracts";
import { checkDependencies, experimentNames, loadExperiment, type LoadedExperiment } from "@dalmeum/experiments";
import { canonicalJson } from "@dalmeum/files";
import {
  createJudge,
  type FinishedRun,
  type Judge,
  keyOf,
  keyText,
  runFolders,
  type RunKey,
  runKeys,
  runState,
} from "@dalmeum/runs";
import type { Finding } from "./finding.ts";
import { missing } from "./workspace-checks.ts";

/** Each experiment, with its runs; one whose model has still to be downloaded has a problem. */
export async function checkExperiments(root: string): Promise<readonly Finding[]> {
  const names = experimentNames(root);
  if (names.length === 0) return [missing("experiments", "none", "add experiments/<name>/experiment.ts")];
  const judge = createJudge(root);
  const findings: Finding[] = [];
  for (const name of names) findings.push(await checkExperiment(root, name, judge));
  return findings;
}

async function checkExperiment(root: string, name: string, judge: Judge): Promise<Finding> {
  const what = `experiments/${name}`;
  try {
    const loaded = await loadExperiment(root, name);
    const { experiment } = loaded;
    if (experiment.kind === "training") experiment.model.files(root);
    await checkDependencies(loaded);
    return await tellRuns(loaded, what, judge);
  } catch (error) {
    return missing(what, "has problems", error instanceof Error ? error.message : String(error));
  }
}

/** Runs are stale where other code, data or options made them; the experiment, where it has no others of some seed or fold. */
async function tellRuns(loaded: LoadedExperiment, what: string, judge: Judge): Promise<Finding> {
  const states = runFolders(loaded.folder).map((folder) => ({ folder, ...runState(folder) }));
  if (states.length === 0)
    return { ok: true, none: true, required: false, what: `runs of ${loaded.name}`, found: "none yet" };
  const [today, stale]: [FinishedRun[], FinishedRun[]] = [[], []];
  for (const state of states) {
    if (state.kind !== "finished") continue;
    // Of whose members' runs nobody can tell, a blend is none of today's either.
    const isCurrent = (await judge(state.record, state.folder)).today === true;
    (isCurrent ? today : stale).push(state.record);
  }
  const has = (runs: readonly FinishedRun[], key: RunKey): boolean =>
    runs.some(
      (run) => keyText(keyOf(run)) === keyText(key) && canonicalJson(run.settings) === canonicalJson(loaded.settings),
    );
  const isStale = runKeys(loaded.experiment).some((key) => !has(today, key) && has(stale, key));
  const told = stale.length > 0 ? `, ${stale.length} stale` : "";
  const found = `${today.length + stale.length} finished of ${counted(states.length, "run")}${told}`;
  if (!isStale) return { ok: true, required: false, what, found };
  const advice = `npx dalmeum why ${loaded.name} says what has changed; npx dalmeum train ${loaded.name} trains anew`;
  return { ok: false, stale: true, required: false, what, found, advice };
}
