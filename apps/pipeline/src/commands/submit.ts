import { checkDependencies } from "../experiments/check-dependencies.ts";
import { loadExperiment } from "../experiments/load-experiment.ts";
import { findWorkspaceRoot } from "../experiments/workspace-root.ts";
import { fetchModel } from "../runs/fetch-model.ts";
import { loadData } from "../runs/load-parts.ts";
import { runInputs } from "../runs/run-inputs.ts";
import { type EngineChoice, loadEngine } from "../runtimes/load-engine.ts";
import { finishedRuns } from "../submissions/finished-runs.ts";
import { writeBlend } from "../submissions/write-blend.ts";
import { counted, metricLines } from "../terminal/format.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "./context.ts";

export interface SubmitFlags extends CommonFlags, EngineChoice {}

/** Combine the test predictions of an experiment's runs into a checked submission. */
export async function submit(this: Context, { json, ...choice }: SubmitFlags, name: string): Promise<void> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const loaded = await loadExperiment(root, name);
  checkDependencies(loaded);
  await fetchModel(loaded, reporter, this.signal);
  const runs = finishedRuns(loaded, runInputs(loaded, await loadEngine(root, choice)));
  const { approval, manifest } = writeBlend(root, name, runs, await loadData(loaded));
  reporter.result(manifest, [
    `${counted(runs.length, "run")}: ${runs.map(({ path }) => path).join(", ")}`,
    ...metricLines(manifest.dev),
    approval,
  ]);
}
