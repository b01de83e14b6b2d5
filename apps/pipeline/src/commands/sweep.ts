import { UserError } from "@dalmeum/contracts";
import { codeWarnings, type EvidenceRun } from "../evidence/evidence-runs.ts";
import type { Ground } from "../evidence/grounds.ts";
import { withSeeds } from "../evidence/with-seeds.ts";
import { parseReference } from "../experiments/experiment-reference.ts";
import type { Metric } from "../experiments/hypothesis.ts";
import { buildExperiment, type LoadedExperiment } from "../experiments/load-experiment.ts";
import { findWorkspaceRoot } from "../experiments/workspace-root.ts";
import { chooseEngine } from "../runtimes/choose-engine.ts";
import type { EngineChoice } from "../runtimes/load-engine.ts";
import { gridOf, parseSwept } from "../sweeps/parse-grid.ts";
import { missingRuns, runSweep } from "../sweeps/run-sweep.ts";
import { sweepReport } from "../sweeps/sweep-report.ts";
import { type SweepResult, sweepResult } from "../sweeps/sweep-results.ts";
import { counted } from "../terminal/format.ts";
import { presentReport } from "../terminal/present-report.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "./context.ts";

export interface SweepFlags extends CommonFlags, EngineChoice {
  readonly set: readonly string[];
  readonly reportOnly: boolean;
  readonly seeds?: number;
  readonly metric?: Metric;
  readonly on?: Ground;
  readonly output?: string;
}

/** Train an experiment with every combination of settings, and show what they do. */
export async function sweep(this: Context, flags: SweepFlags, text: string): Promise<void> {
  const { set, seeds, metric = "pearson", on, output, json, reportOnly } = flags;
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const reference = parseReference(text);
  const swept = set.map(parseSwept);
  const points: LoadedExperiment[] = [];
  // All are built before one is trained: a value out of range is found at once.
  for (const settings of gridOf(swept)) {
    const point = { name: reference.name, settings: { ...reference.settings, ...settings } };
    points.push(withSeeds(await buildExperiment(root, point), seeds));
  }
  const engine = await chooseEngine(root, flags);
  const failed = reportOnly
    ? await missingRuns(points, engine)
    : await runSweep({ points, engine, reporter, signal: this.signal });
  const broken = new Set(failed.map(({ experiment }) => experiment));
  const results: SweepResult[] = [];
  const runs: EvidenceRun[] = [];
  for (const point of points.filter(({ reference: name }) => !broken.has(name))) {
    const found = await sweepResult(point, engine, metric, on);
    results.push(found.result);
    runs.push(...found.runs);
  }
  const finished = { experiment: text, metric, swept, results, failed, warnings: codeWarnings(runs) };
  presentReport(this, { reporter, output, value: finished, report: sweepReport(finished) });
  if (failed.length > 0)
    throw new UserError(`${counted(failed.length, "run")} missing or failed; the report says which`);
}
