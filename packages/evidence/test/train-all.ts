import { loadExperiment } from "@dalmeum/experiments";
import { planRuns, runKeys, trainRun } from "@dalmeum/runs";
import { noEngine as engine, silentReporter as reporter } from "@dalmeum/testing";

const share = undefined;

/** Train every run of an experiment that takes no engine; of given seeds where it is told some. */
export async function trainAll(root: string, name: string, seeds?: readonly number[]): Promise<void> {
  const loaded = await loadExperiment(root, name);
  const { signal } = new AbortController();
  const plan = await planRuns(loaded, { engine, reporter, signal }, share);
  const keys = seeds === undefined ? runKeys(loaded.experiment) : seeds.map((seed) => ({ seed }));
  for (const key of keys) await trainRun({ loaded, key, restart: false, plan, engine, reporter, signal, share });
}
