import { checkDependencies, expectTraining, findWorkspaceRoot, loadExperiment } from "@dalmeum/experiments";
import { keyOf, keyText, runKeys, type RunSelection, type TrainedRun } from "@dalmeum/runs";
import { chooseEngine } from "@dalmeum/runtimes";
import { counted, problemsError, type UserError } from "@dalmeum/contracts";
import { chosenCluster, type ClusterChoice } from "../elsewhere/cluster-choice.ts";
import { obtainRuns } from "../elsewhere/obtain-runs.ts";
import { duration, metricLines } from "../terminal/format.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { type LanguageFlag, reportLanguage } from "../terminal/report-language.ts";

export interface TrainFlags extends CommonFlags, ClusterChoice, RunSelection, LanguageFlag {
  readonly restart: boolean;
  readonly profile: boolean;
  readonly expect?: string;
  readonly expectNode?: number;
  readonly events: boolean;
}

/** Train an experiment: one seed, one fold, or all of its own; or, to profile, a few updates that leave no run. */
export async function train(this: Context, { restart, json, ...choice }: TrainFlags, reference: string): Promise<void> {
  const root = findWorkspaceRoot(this.cwd);
  const load = async () => {
    const loaded = await loadExperiment(root, reference);
    await checkDependencies(loaded);
    return { loaded, keys: runKeys(loaded.experiment, choice) };
  };
  const { expect: identity, expectNode: node, events } = choice;
  if (identity !== undefined) {
    const { trainExpected } = await import("./train-expected.ts");
    await trainExpected(this, { root, load, choice, restart, identity, node, events });
    return;
  }
  const language = reportLanguage(choice);
  const reporter = createReporter(this.process, json);
  const { loaded, keys } = await load();
  const [key] = keys;
  if (choice.profile && key !== undefined) {
    const tools = { engine: await chooseEngine(root, choice), reporter, signal: this.signal };
    const { profileTraining } = await import("@dalmeum/runs/training");
    const { head, text, trace } = await profileTraining(expectTraining(loaded), key, tools);
    reporter.result({ experiment: loaded.name, seed: key.seed, text, trace }, [
      ...head,
      "",
      `per operator and node: ${text}`,
      `over time: ${trace}, which https://ui.perfetto.dev opens`,
    ]);
    return;
  }
  const trained: TrainedRun[] = [];
  const failed: UserError[] = [];
  for await (const { made: run } of obtainRuns(this, root, [{ loaded, keys }], { choice, restart, reporter })) {
    if ("failed" in run) {
      failed.push(run.failed);
      // What a cluster makes goes on; here the next seed would take as long to fail.
      if (chosenCluster(choice) === undefined) break;
      continue;
    }
    if (!json && trained.length > 0) reporter.say("");
    trained.push(run);
    if (!json) summary(run).forEach(reporter.say);
    if (!json && run.record.result.blend !== undefined) {
      reporter.say("");
      // Few trainings blend, and reports take a while to load.
      const { blendText } = await import("./blend-text.ts");
      reporter.say(blendText(this, loaded.reference, run.record.result.blend, language));
    }
  }
  const [failure, ...others] = failed;
  if (failure !== undefined) {
    throw others.length === 0
      ? failure
      : problemsError(
          reference,
          failed.map(({ message }) => message),
        );
  }
  const position = ({ record }: TrainedRun): number =>
    keys.findIndex((each) => keyText(each) === keyText(keyOf(record)));
  trained.sort((a, b) => position(a) - position(b));
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

/** What a run that was there took cannot be computed anew. */
function summary({ path, record, reused }: TrainedRun): readonly string[] {
  const { result } = record;
  const { seconds, trainingPairsPerSecond, peakMemoryMegabytes } = result;
  const speed = trainingPairsPerSecond > 0 ? `${trainingPairsPerSecond.toFixed(0)} pairs/s, ` : "";
  return [
    ...metricLines(result.dev, "dev"),
    ...(result.heldOut === undefined ? [] : metricLines(result.heldOut, "out-of-fold")),
    `run ${path} (${keyText(keyOf(record))}${reused ? "; its record says " : ", "}${duration(seconds.training + seconds.prediction)}, ` +
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
