import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine, Prediction, SentencePair } from "@dalmeum/contracts";
import { loadExperiment } from "@dalmeum/experiments";
import { createFolder } from "@dalmeum/files";
import { findTrainedRun, planRuns, trainRun } from "@dalmeum/runs";
import { loadModel, runParameters } from "@dalmeum/runs/training";
import { describeEngines, ENGINE_NAMES, loadCompiler, loadEngine } from "@dalmeum/runtimes";
import { silentReporter as reporter, workspaceRoot, writeWorkspace } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { TOLERANCES } from "../src/check-export.ts";
import { CHECKED_ON, exportedPredictions, readManifest, writeExport } from "../src/index.ts";

/** One update of a tiny BERT. */
const experiment = (model: string): string => `import { competitionCsv } from "@dalmeum/data";
import { defineExperiment } from "@dalmeum/experiments";
import { maeLoss, weightedSum } from "@dalmeum/losses";
import { biEncoder, comparison, crossEncoder, regression } from "@dalmeum/models";
import { adamw, linearWarmup } from "@dalmeum/training";

export default defineExperiment({
  data: competitionCsv({ folder: "datasets/tiny" }),
  leakage: "keep",
  model: ${model},
  objective: weightedSum([[1, maeLoss()]]),
  optimizer: adamw(),
  schedule: linearWarmup({ peak: 1e-2 }),
  epochs: 1,
  batchSize: 8,
  maxLength: 24,
  symmetric: true,
  seeds: [1],
});
`;

const MODELS = {
  "bi-encoder": 'biEncoder({ checkpoint: "checkpoints/tiny", pooling: "mean", heads: { similarity: comparison() } })',
  "cross-encoder":
    'crossEncoder({ checkpoint: "checkpoints/tiny", pooling: "first", heads: { similarity: regression() } })',
} as const;

const { signal } = new AbortController();

/** A folder that `npx dalmeum export` would have written. */
async function exported(model: string, batch: number): Promise<string> {
  const root = writeWorkspace({ tiny: experiment(model) }, ["data", "experiments", "losses", "models", "training"]);
  const share = undefined;
  const loaded = await loadExperiment(root, "tiny");
  const engine = await loadEngine(root, CHECKED_ON);
  const plan = await planRuns(loaded, { engine, reporter, signal }, share);
  const { path } = await trainRun({ loaded, key: { seed: 1 }, restart: false, plan, engine, reporter, signal, share });
  const found = await findTrainedRun({ root, cwd: root, path, share });
  const network = loadModel(found.loaded);
  const parameters = runParameters(found, network);
  const target = join(root, "exported");
  await createFolder(target, (folder) =>
    writeExport(folder, { found, model: network, parameters, batch, reporter, signal }),
  );
  return target;
}

/** Of several lengths, and not as many as fill a batch. */
const pairs: readonly SentencePair[] = Array.from({ length: 7 }, (_, index) => ({
  id: `pair-${index}`,
  source: "test",
  sentence1: ["비가 온다.", "나는 사과를 먹는다.", "너는 배를 먹었다. 비가 온다."][index % 3] ?? "",
  sentence2: index % 2 === 0 ? "비가 온다." : "나는 배를 먹는다.",
}));

const predictions = (folder: string, engine: Engine): Promise<readonly Prediction[]> =>
  exportedPredictions({
    ...{ folder, manifest: readManifest(folder), engine, pairs, signal },
    progress: reporter.progress("predicting"),
  });

/** One that opens no file, and so compiles its graph, as every engine that is installed on request does. */
const compiling = async (): Promise<Engine> => (await loadCompiler()).onnxruntimeEngine();
/** TF32 is float32 on a CPU, and compiled once more. */
const described = (await describeEngines(workspaceRoot)).filter(({ precision }) => precision !== "tf32");
const installed = described.flatMap(({ name, precision }) =>
  ENGINE_NAMES.filter((engine) => engine === name && engine !== CHECKED_ON.engine).map(
    (engine) => [`${engine} in ${precision}`, () => loadEngine(workspaceRoot, { engine, precision })] as const,
  ),
);

it.each([
  ["bi-encoder", 3],
  ["cross-encoder", 1],
] as const)(
  "an exported %s gives onnxruntime's scores on every engine that is installed, %i pairs at a time",
  { tags: ["slow"] },
  async (model, batch) => {
    const folder = await exported(MODELS[model], batch);
    const expected = await predictions(folder, await loadEngine(workspaceRoot, CHECKED_ON));
    expect(new Set(expected.map(({ prediction }) => prediction)).size).toBeGreaterThan(3);
    for (const [name, load] of [["onnxruntime, compiling", compiling] as const, ...installed]) {
      const engine = await load();
      const found = await predictions(folder, engine);
      expect(found.map(({ id }) => id)).toEqual(pairs.map(({ id }) => id));
      const differences = found.map(({ prediction }, at) => Math.abs(prediction - (expected[at]?.prediction ?? NaN)));
      const bound = engine.precision === "float32" ? 1e-5 : TOLERANCES[engine.precision];
      expect(Math.max(...differences), name).toBeLessThan(bound);
    }
  },
);

it("refuses a damaged file on engines that open it and on those that read it", async () => {
  const folder = await exported(MODELS["cross-encoder"], 1);
  writeFileSync(join(folder, "model.onnx"), "no graph");
  for (const engine of [await loadEngine(workspaceRoot, CHECKED_ON), await compiling()]) {
    await expect(predictions(folder, engine)).rejects.toThrow(/model\.onnx: .*: export the run again$/);
    await expect(predictions(folder, engine)).rejects.toMatchObject({ name: "UserError" });
  }
});
