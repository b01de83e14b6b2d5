import { join } from "node:path";
import { readPredictions } from "@dalmeum/data";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import { editedRecord, findRun, loadData, metricProblems, pairMetrics, RUN_FILES } from "@dalmeum/runs";
import { metricLines } from "../terminal/format.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { shareOf } from "./share.ts";

/** Compute a run's metrics anew from its predictions, show those of dev, and compare all with run.json. */
export async function evaluate(this: Context, { json }: CommonFlags, run: string): Promise<void> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const share = shareOf(this, root, reporter);
  const { loaded, folder, path, record } = await findRun({ root, cwd: this.cwd, path: run, share });
  const dataset = await loadData(loaded);
  const dev = pairMetrics(readPredictions(join(folder, RUN_FILES.dev)), dataset.dev, "dev");
  const problems = metricProblems({ folder, record }, dataset);
  reporter.result({ run: path, dev, problems }, metricLines(dev, "dev"));
  if (problems.length > 0) throw editedRecord(path, problems);
}
