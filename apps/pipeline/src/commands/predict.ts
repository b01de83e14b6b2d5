import { join, resolve } from "node:path";
import { createRng, type Model, type NamedValues, problemsError, UserError } from "@dalmeum/contracts";
import { readPairs, writePredictions } from "@dalmeum/data";
import { readSafetensors } from "@dalmeum/files";
import { findWorkspaceRoot } from "../experiments/workspace-root.ts";
import { submittedPredictions } from "../runs/execute-run.ts";
import { fetchModel } from "../runs/fetch-model.ts";
import { findRun } from "../runs/find-run.ts";
import { loadModel } from "../runs/load-parts.ts";
import { RUN_FILES } from "../runs/run-folder.ts";
import { runIdentity, runInputs } from "../runs/run-inputs.ts";
import { type EngineChoice, loadEngine } from "../runtimes/load-engine.ts";
import { counted } from "../terminal/format.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "./context.ts";

export interface PredictFlags extends CommonFlags, EngineChoice {
  readonly input: string;
  readonly output: string;
}

/** Score any pairs with a run's weights. */
export async function predict(
  this: Context,
  { input, output, json, ...choice }: PredictFlags,
  run: string,
): Promise<void> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const [from, to] = [resolve(this.cwd, input), resolve(this.cwd, output)];
  if (from === to)
    throw new UserError(`${output}: input and output are the same file; expected another for the output`);
  const { loaded, folder, path, record } = await findRun(root, this.cwd, run);
  const pairs = readPairs(from);
  const engine = await loadEngine(root, choice);
  await fetchModel(loaded, reporter, this.signal);
  if (runIdentity(runInputs(loaded, engine), record.seed) !== record.identity) {
    reporter.say(`${path}: code, data or options have changed since this run was trained; scores may differ`);
  }
  const model = loadModel(loaded);
  const { tensors: parameters } = readSafetensors(join(folder, RUN_FILES.weights));
  checkParameters(path, parameters, model);
  const { experiment } = loaded;
  const label = "predicting";
  const task = { experiment, model, engine, reporter, parameters, pairs, label, signal: this.signal };
  const predictions = await submittedPredictions(task);
  writePredictions(to, predictions);
  reporter.result({ run: path, output: to, pairs: pairs.length }, [
    `${output}: ${counted(pairs.length, "prediction")}`,
  ]);
}

/** The weights must be those of the model that experiment.ts names today. */
function checkParameters(path: string, found: NamedValues, model: Model): void {
  const expected = model.init(createRng(0));
  const shapeOf = (values: NamedValues, name: string): string => {
    const shape = values[name]?.shape;
    return shape === undefined ? "no such tensor" : `[${shape.join(", ")}]`;
  };
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  const problems = names
    .filter((name) => shapeOf(found, name) !== shapeOf(expected, name))
    .map((name) => `${name}: found ${shapeOf(found, name)}, the experiment's model has ${shapeOf(expected, name)}`);
  if (problems.length > 0) throw problemsError(`${path}: its weights are of another model; train again`, problems);
}
