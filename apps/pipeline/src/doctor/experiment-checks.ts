import { counted } from "@dalmeum/contracts";
import { candidateRuns } from "@dalmeum/evidence";
import { buildExperiment, experimentNames, loadExperiment, type LoadedExperiment } from "@dalmeum/experiments";
import { canonicalJson } from "@dalmeum/files";
import { type FinishedRun, keyOf, keyText, runFolders, runKeys, runState } from "@dalmeum/runs";
import type { Finding } from "./finding.ts";
import { missing } from "./workspace-checks.ts";

/** Each experiment, with its runs; one whose model has still to be downloaded has a problem. */
export async function checkExperiments(root: string): Promise<readonly Finding[]> {
  const names = experimentNames(root);
  if (names.length === 0) return [missing("experiments", "none", "add experiments/<name>/experiment.ts")];
  const findings: Finding[] = [];
  for (const name of names) findings.push(await checkExperiment(root, name));
  return findings;
}

const keyTextOf = (record: FinishedRun): string => keyText(keyOf(record));

async function checkExperiment(root: string, name: string): Promise<Finding> {
  const what = `experiments/${name}`;
  try {
    const loaded = await loadExperiment(root, name);
    const { experiment } = loaded;
    if (experiment.kind === "training") experiment.model.files(root);
    return await tellRuns(loaded, what);
  } catch (error) {
    return missing(what, "has problems", error instanceof Error ? error.message : String(error));
  }
}

/** Runs are stale where other code, data or options made them; the experiment, where it has no others of some seed or fold. */
async function tellRuns(loaded: LoadedExperiment, what: string): Promise<Finding> {
  const states = runFolders(loaded.folder).map((run) => runState(run));
  const records = states.flatMap((state) => (state.kind === "finished" ? [state.record] : []));
  const settings = new Map(records.map((record) => [canonicalJson(record.settings), record.settings]));
  const current = new Set<string>();
  for (const each of settings.values()) {
    const candidates = await candidateRuns(await buildExperiment(loaded.root, { name: loaded.name, settings: each }));
    for (const run of candidates.filter((candidate) => candidate.current)) current.add(run.record.identity);
  }
  const stale = records.filter(({ identity }) => !current.has(identity));
  const ofDefaults = ({ settings: each }: (typeof records)[number]): boolean =>
    canonicalJson(each) === canonicalJson(loaded.settings);
  const today = new Set(records.filter((record) => ofDefaults(record) && current.has(record.identity)).map(keyTextOf));
  const lacking = runKeys(loaded.experiment).filter((key) => !today.has(keyText(key)));
  const isStale = lacking.some((key) => stale.some((run) => ofDefaults(run) && keyTextOf(run) === keyText(key)));
  const told = stale.length > 0 ? `, ${stale.length} stale` : "";
  const found = `${records.length} finished of ${counted(states.length, "run")}${told}`;
  if (!isStale) return { ok: true, required: false, what, found };
  const advice = `dalmeum why ${loaded.name} says what has changed; dalmeum train ${loaded.name} trains anew`;
  return { ok: false, stale: true, required: false, what, found, advice };
}
