import { join } from "node:path";
import { expect, it } from "vitest";
import { readPredictions } from "@dalmeum/data";
import { loadExperiment } from "@dalmeum/experiments";
import { createFolder } from "@dalmeum/files";
import { findTrainedRun, loadData, planRuns, RUN_FILES, trainRun } from "@dalmeum/runs";
import { loadModel, runParameters } from "@dalmeum/runs/training";
import { chooseEngine } from "@dalmeum/runtimes";
import { silentReporter as reporter, writeWorkspace } from "@dalmeum/testing";
import { exportedPredictions, isExport, readManifest, writeExport } from "../src/index.ts";

/** One update of a tiny BERT. */
const EXPERIMENT = `import { competitionCsv } from "@dalmeum/data";
import { defineExperiment } from "@dalmeum/experiments";
import { maeLoss, weightedSum } from "@dalmeum/losses";
import { biEncoder, cosine } from "@dalmeum/models";
import { adamw, linearWarmup } from "@dalmeum/training";

export default defineExperiment({
  data: competitionCsv({ folder: "datasets/tiny" }),
  leakage: "keep",
  model: biEncoder({ checkpoint: "checkpoints/tiny", pooling: "mean", heads: { similarity: cosine() } }),
  objective: weightedSum([[1, maeLoss()]]),
  optimizer: adamw(),
  schedule: linearWarmup({ peak: 1e-3 }),
  epochs: 1,
  batchSize: 8,
  maxLength: 12,
  seeds: [1],
});
`;

it("runs the README's example", { tags: ["slow"] }, async () => {
  const share = undefined;
  const root = writeWorkspace({ tiny: EXPERIMENT }, ["data", "experiments", "losses", "models", "training"]);
  const loaded = await loadExperiment(root, "tiny");
  const { signal } = new AbortController();
  const engine = await chooseEngine(root, { engine: "onnxruntime" });
  const plan = await planRuns(loaded, { engine, reporter, signal }, share);
  const { path } = await trainRun({ loaded, key: { seed: 1 }, restart: false, plan, engine, reporter, signal, share });
  const target = join(root, "exported");
  const pairs = (await loadData(loaded)).test;
  const progress = reporter.progress("predicting");

  const found = await findTrainedRun({ root, cwd: root, path, share });
  const model = loadModel(found.loaded);
  const parameters = runParameters(found, model);
  const { files, agreement, notes } = await createFolder(target, (folder) =>
    writeExport(folder, { found, model, parameters, batch: 1, reporter, signal }),
  );
  const manifest = readManifest(target);
  const predictions = await exportedPredictions({ folder: target, manifest, engine, pairs, progress, signal });

  expect(isExport(target)).toBe(true);
  expect(files).toEqual(expect.arrayContaining(["README.md", "dalmeum.json", "model.onnx", "model.safetensors"]));
  expect(agreement?.largest).toBeLessThan(1e-3);
  expect(notes).toEqual([]);
  const ofRun = readPredictions(join(root, path, RUN_FILES.test));
  expect(predictions.map(({ id }) => id)).toEqual(ofRun.map(({ id }) => id));
  for (const [index, { prediction }] of predictions.entries()) {
    expect(prediction).toBeCloseTo(ofRun[index]?.prediction ?? NaN, 3);
  }
});
