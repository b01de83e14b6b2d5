import { resolve } from "node:path";
import { counted, type Engine, type Prediction, UserError } from "@dalmeum/contracts";
import { checkNewFile } from "@dalmeum/files";
import { readPairs, writePredictions } from "@dalmeum/data";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import { CHECKED_ON, exportedPredictions, isExport, readManifest } from "@dalmeum/exports";
import { fetchModel, findTrainedRun, keyOf, runIdentity, runInputs } from "@dalmeum/runs";
import { chooseEngine, type EngineChoice, engineChoice, loadEngine } from "@dalmeum/runtimes";
import { type ClusterChoice, describeEngine } from "../elsewhere/cluster-choice.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { predictWithRun } from "./predict-with-run.ts";
import { shareOf } from "./share.ts";

export interface PredictFlags extends CommonFlags, ClusterChoice {
  readonly input: string;
  readonly output: string;
}

const LABEL = "predicting";

/** Score any pairs with a run's weights, or with an exported model. */
export async function predict(this: Context, flags: PredictFlags, path: string): Promise<void> {
  const { input, output } = flags;
  const [from, to] = [resolve(this.cwd, input), resolve(this.cwd, output)];
  if (from === to)
    throw new UserError(`${output}: input and output are the same file; expected another for the output`);
  checkNewFile(to);
  const isFolder = isExport(resolve(this.cwd, path));
  const { model, predictions } = await (isFolder ? fromExport : fromRun).call(this, flags, path, from);
  // Predicting takes a while, and somebody may have put a file there.
  checkNewFile(to);
  writePredictions(to, predictions);
  createReporter(this.process, flags.json).result({ run: model, output: to, pairs: predictions.length }, [
    `${output}: ${counted(predictions.length, "prediction")}`,
  ]);
}

interface Predicted {
  /** The run or the folder that predicted. */
  readonly model: string;
  readonly predictions: readonly Prediction[];
}

async function fromRun(
  this: Context,
  { json, ...choice }: PredictFlags,
  run: string,
  from: string,
): Promise<Predicted> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const share = shareOf(this, root, reporter, () => describeEngine(this, root, choice));
  const found = await findTrainedRun({ root, cwd: this.cwd, path: run, share });
  const { loaded, path, record } = found;
  const { pairs, notes } = readPairs(from);
  for (const note of notes) reporter.say(`${from}: ${note}`);
  const engine = await chooseEngine(root, choice);
  await fetchModel(loaded, reporter, this.signal);
  if (runIdentity(await runInputs(loaded, engine), keyOf(record)) !== record.identity) {
    reporter.say(`${path}: code, data or options have changed since this run was trained; scores may differ`);
  }
  const progress = reporter.progress(LABEL);
  const predictions = await predictWithRun({ loaded, run: found, engine, pairs, progress, signal: this.signal });
  return { model: path, predictions };
}

async function fromExport(
  this: Context,
  { json, ...choice }: PredictFlags,
  path: string,
  from: string,
): Promise<Predicted> {
  const folder = resolve(this.cwd, path);
  const manifest = readManifest(folder);
  const reporter = createReporter(this.process, json);
  const { pairs, notes } = readPairs(from);
  for (const note of notes) reporter.say(`${from}: ${note}`);
  const engine = await engineFor(this.cwd, choice);
  const task = { folder, manifest, engine, pairs, progress: reporter.progress(LABEL), signal: this.signal };
  return { model: path, predictions: await exportedPredictions(task) };
}

/**
 * What flags or the environment choose, as for a run. Without a choice what the export was checked on, which needs no workspace:
 * an export gives the same scores wherever it lies, and whatever is installed there.
 */
function engineFor(cwd: string, flags: EngineChoice): Promise<Engine> {
  const choice = engineChoice(flags);
  const isChosen = choice.engine !== undefined || choice.precision !== undefined;
  return isChosen ? loadEngine(findWorkspaceRoot(cwd), choice) : loadEngine(cwd, CHECKED_ON);
}
