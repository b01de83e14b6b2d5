import { counted, UserError } from "@dalmeum/contracts";
import {
  codeWarnings,
  type EvidenceRun,
  gridOf,
  type Ground,
  missingRuns,
  parseSwept,
  runSweep,
  sweepReport,
  type SweepResult,
  sweepResult,
  withSeeds,
} from "@dalmeum/evidence";
import {
  buildExperiment,
  findWorkspaceRoot,
  type LoadedExperiment,
  type Metric,
  parseReference,
} from "@dalmeum/experiments";
import { chooseEngine, type EngineChoice } from "@dalmeum/runtimes";
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
