import { join } from "node:path";
import { problemsError } from "@dalmeum/contracts";
import { readPredictions } from "@dalmeum/data";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import { findRun, loadData, pairMetrics, RUN_FILES, type RunMetrics } from "@dalmeum/runs";
import { metric } from "@dalmeum/reports";
import { metricLines } from "../terminal/format.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { shareOf } from "./share.ts";

/** Differences below are of another machine's arithmetic. */
const TOLERANCE = 1e-9;

/** Compute a run's dev metrics anew from its predictions, and compare them with run.json. */
export async function evaluate(this: Context, { json }: CommonFlags, run: string): Promise<void> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const share = shareOf(this, root, reporter);
  const { loaded, folder, path, record } = await findRun({ root, cwd: this.cwd, path: run, share });
  const { dev: pairs } = await loadData(loaded);
  const dev = pairMetrics(readPredictions(join(folder, RUN_FILES.dev)), pairs, "dev");
  const problems = differences(record.result.dev, dev);
  reporter.result({ run: path, dev, problems }, metricLines(dev, "dev"));
  if (problems.length > 0) throw problemsError(`${path}/run.json differs from what its files give`, problems);
}

function differences(recorded: RunMetrics, computed: RunMetrics): readonly string[] {
  const problems =
    recorded.pairs === computed.pairs ? [] : [`pairs: found ${recorded.pairs}, computed ${computed.pairs}`];
  for (const name of ["pearson", "spearman"] as const) {
    for (const part of ["estimate", "low", "high"] as const) {
      const [found, expected] = [recorded[name][part], computed[name][part]];
      const same = found === null || expected === null ? found === expected : Math.abs(found - expected) <= TOLERANCE;
      if (!same) problems.push(`${name} ${part}: found ${metric(found)}, computed ${metric(expected)}`);
    }
  }
  return problems;
}
