import { checkDependencies, findWorkspaceRoot, loadExperiment } from "@dalmeum/experiments";
import { fetchModels, fetchRuns, loadData } from "@dalmeum/runs";
import { type ClusterChoice, describeEngine } from "../elsewhere/cluster-choice.ts";
import { submittedRuns, writeCandidate } from "@dalmeum/submissions/candidate";
import { counted } from "@dalmeum/contracts";
import { metricLines } from "../terminal/format.ts";
import { createReporter } from "../terminal/reporter.ts";
import { pipelineVersion } from "../version.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { shareOf } from "./share.ts";

export interface SubmitFlags extends CommonFlags, ClusterChoice {}

/** Combine the test predictions of an experiment's runs into a checked submission. */
export async function submit(this: Context, { json, ...choice }: SubmitFlags, reference: string): Promise<void> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const loaded = await loadExperiment(root, reference);
  await checkDependencies(loaded);
  await fetchModels(loaded, reporter, this.signal);
  const dataset = await loadData(loaded);
  const engine = await describeEngine(this, root, choice);
  await fetchRuns(
    loaded,
    shareOf(this, root, reporter, () => Promise.resolve(engine)),
  );
  const runs = await submittedRuns(loaded, engine, dataset);
  const { approval, dev, manifest } = await writeCandidate(loaded, runs, dataset, pipelineVersion());
  const paths = runs.submitted.runs.map(({ path }) => path);
  reporter.result(manifest, [
    `${counted(paths.length, "run")}: ${paths.join(", ")}`,
    ...metricLines(dev, "dev"),
    approval,
  ]);
}
