import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Engine, Model } from "@dalmeum/contracts";
import experiment from "@dalmeum/experiment-cross-encoder/experiment.ts";
import { crossEncoder, regression } from "@dalmeum/models";
import { loadCompiler } from "@dalmeum/runtimes";
import { checkNumbers, type Recorded } from "./check.ts";
import { measureEpoch } from "./epoch.ts";
import { stateOf } from "./observed-engine.ts";
import type { DeviceCase, DevicePlan } from "./plan.ts";
import { writeRandomWeights } from "./random-checkpoint.ts";
import type { Result } from "./result.ts";
import { measureSpeed } from "./speed.ts";

interface MeasureOptions {
  /** Folder of the plan, of checkpoints and of the dataset, absolute. */
  readonly root: string;
  readonly plan: DevicePlan;
  /** File of the PJRT plugin. */
  readonly plugin: string;
  readonly recorded: Recorded;
  readonly onResult: (result: Result) => void;
}

/** Everything of the plan, part by part; one that fails is told and stops no other. */
export async function measureDevice({ root, plan, plugin, recorded, onResult }: MeasureOptions): Promise<void> {
  const engineOf = await enginesOf(plugin, join(root, "programs"));
  const attempt = async (what: string, part: () => Promise<Result> | Result): Promise<void> => {
    try {
      onResult(await part());
    } catch (error) {
      onResult({ part: "failed", what, reason: String(error) });
    }
  };
  await attempt("machine", () => describeDevice(engineOf("float32")));
  const task = { plan, dataset: await experiment.data.load(root), model: experiment.model.load(root) };
  await attempt("check", () => checkNumbers({ ...task, engine: engineOf("float32"), recorded }));
  const models = new Map<string, Model>();
  const modelOf = (name: string): Model => {
    const model = models.get(name) ?? loadModel(root, plan, name);
    models.set(name, model);
    return model;
  };
  const speeds = async (cases: readonly DeviceCase[]): Promise<void> => {
    for (const of of cases) {
      await attempt(`xla, ${of.model}, length ${of.length}, ${of.precision}`, () =>
        measureSpeed({ plan, of, model: modelOf(of.model), engine: engineOf(of.precision) }),
      );
    }
  };
  await speeds(plan.cases.beforeEpoch);
  await attempt("epoch", () => measureEpoch({ ...task, engine: engineOf(EPOCH_PRECISION) }));
  await speeds(plan.cases.afterEpoch);
}

const EPOCH_PRECISION: Engine["precision"] = "bfloat16";

/** Losses and gradient norms to hold a device against. */
export async function recordNumbers({
  root,
  plan,
  plugin,
}: Pick<MeasureOptions, "root" | "plan" | "plugin">): Promise<Recorded> {
  const engine = (await enginesOf(plugin))("float32");
  const [dataset, model] = [await experiment.data.load(root), experiment.model.load(root)];
  const { losses, gradientNorms } = await checkNumbers({ plan, dataset, model, engine });
  return { versions: engine.versions, losses, gradientNorms };
}

/** @param programs folder in which compiled programs are kept. */
async function enginesOf(plugin: string, programs?: string): Promise<(precision: Engine["precision"]) => Engine> {
  const { xlaEngine } = await loadCompiler();
  return (precision) => xlaEngine({ plugin, precision, ...(programs === undefined ? {} : { programs }) });
}

function describeDevice(engine: Engine): Result {
  const state = stateOf(engine);
  const { capacity = null } = state;
  state.dispose();
  return { part: "machine", versions: { ...engine.versions, node: process.versions.node }, capacity };
}

function loadModel(root: string, { models }: DevicePlan, name: string): Model {
  const known = models[name];
  if (known === undefined) throw new Error(`the plan has no model ${name}`);
  const folder = join(root, known.checkpoint);
  if (known.config !== undefined && !existsSync(join(folder, "model.safetensors"))) writeRandomWeights(folder);
  const heads = { similarity: regression() };
  return crossEncoder({ checkpoint: known.checkpoint, pooling: "mean", heads }).load(root);
}
