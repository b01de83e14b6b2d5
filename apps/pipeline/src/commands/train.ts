import { blendReport } from "../ensembles/blend-report.ts";
import { checkDependencies } from "../experiments/check-dependencies.ts";
import { expectTraining, loadExperiment } from "../experiments/load-experiment.ts";
import { findWorkspaceRoot } from "../experiments/workspace-root.ts";
import { profileTraining } from "../profiles/profile-training.ts";
import { createRunMaker } from "../runs/create-run-maker.ts";
import { keyText, runKeys, type RunSelection } from "../runs/run-key.ts";
import { keyOf } from "../runs/run-record.ts";
import { chooseEngine } from "../runtimes/choose-engine.ts";
import type { EngineChoice } from "../runtimes/load-engine.ts";
import { type TrainedRun, trainRun } from "../runs/train-run.ts";
import { reportText } from "../terminal/present-report.ts";
import { counted, duration, metricLines } from "../terminal/format.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "./context.ts";

export interface TrainFlags extends CommonFlags, EngineChoice, RunSelection {
  readonly resume: boolean;
  readonly profile: boolean;
}

/** Train an experiment: one seed, one fold, or all of its own; or, to profile, a few updates that leave no run. */
export async function train(this: Context, { resume, json, ...choice }: TrainFlags, reference: string): Promise<void> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const loaded = await loadExperiment(root, reference);
  await checkDependencies(loaded);
  const keys = runKeys(loaded.experiment, choice);
  const tools = { engine: await chooseEngine(root, choice), reporter, signal: this.signal };
  const [key] = keys;
  if (choice.profile && key !== undefined) {
    await profileTraining(expectTraining(loaded), key, tools);
    return;
  }
  const maker = await createRunMaker(loaded, tools);
  const trained: TrainedRun[] = [];
  for (const each of keys) {
    if (!json && trained.length > 0) reporter.say("");
    const run = await trainRun({ loaded, key: each, resume, maker, reporter, signal: this.signal });
    trained.push(run);
    if (!json) summary(run).forEach(reporter.say);
    if (!json && run.record.result.blend !== undefined) {
      reporter.say("");
      reporter.say(reportText(this, blendReport(loaded.reference, run.record.result.blend)));
    }
  }
  const mean = meanPearson(trained);
  reporter.result(
    {
      experiment: loaded.reference,
      meanPearson: mean,
      runs: trained.map(({ path, reused, record }) => ({ path, reused, record })),
    },
    trained.length > 1 && mean !== null
      ? ["", `mean dev Pearson of ${counted(trained.length, "run")} ${mean.toFixed(4)}`]
      : [],
  );
}

function summary({ path, record }: TrainedRun): readonly string[] {
  const { result } = record;
  const { seconds, trainingPairsPerSecond, peakMemoryMegabytes } = result;
  const speed = trainingPairsPerSecond > 0 ? `${trainingPairsPerSecond.toFixed(0)} pairs/s, ` : "";
  return [
    ...metricLines(result.dev, "dev"),
    ...(result.heldOut === undefined ? [] : metricLines(result.heldOut, "out-of-fold")),
    `run ${path} (${keyText(keyOf(record))}, ${duration(seconds.training + seconds.prediction)}, ` +
      `${speed}peak memory ${(peakMemoryMegabytes / 1000).toFixed(1)} GB)`,
  ];
}

/** Null where a seed has none. */
function meanPearson(trained: readonly TrainedRun[]): number | null {
  const values = trained.map(({ record }) => record.result.dev.pearson.estimate);
  const sum = values.reduce<number | null>(
    (total, value) => (total === null || value === null ? null : total + value),
    0,
  );
  return sum === null ? null : sum / values.length;
}
