import { checkDependencies } from "../experiments/check-dependencies.ts";
import { loadExperiment } from "../experiments/load-experiment.ts";
import { findWorkspaceRoot } from "../experiments/workspace-root.ts";
import { fetchModels } from "../training/fetch-model.ts";
import { loadData } from "../runs/load-data.ts";
import { chooseEngine } from "../runtimes/choose-engine.ts";
import type { EngineChoice } from "../runtimes/load-engine.ts";
import { submittedRuns } from "../submissions/submission-members.ts";
import { writeCandidate } from "../submissions/write-candidate.ts";
import { counted, metricLines } from "../terminal/format.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "./context.ts";

export interface SubmitFlags extends CommonFlags, EngineChoice {}

/** Combine the test predictions of an experiment's runs into a checked submission. */
export async function submit(this: Context, { json, ...choice }: SubmitFlags, reference: string): Promise<void> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const loaded = await loadExperiment(root, reference);
  await checkDependencies(loaded);
  await fetchModels(loaded, reporter, this.signal);
  const dataset = await loadData(loaded);
  const runs = await submittedRuns(loaded, await chooseEngine(root, choice), dataset);
  const { approval, manifest } = await writeCandidate(loaded, runs, dataset);
  const paths = runs.submitted.runs.map(({ path }) => path);
  reporter.result(manifest, [
    `${counted(paths.length, "run")}: ${paths.join(", ")}`,
    ...metricLines(manifest.dev, "dev"),
    approval,
  ]);
}
