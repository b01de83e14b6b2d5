import { closeSync, cpSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRng, type Model } from "@dalmeum/contracts";
import { maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { crossEncoder, encoderShapes, regression } from "@dalmeum/models";
import { cpuBackend, workspaceRoot } from "@dalmeum/testing";
import { adamw, createTrainer } from "@dalmeum/training";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { cudaPlugin, h200Engine } from "./h200.ts";

const heads = { similarity: regression() };
const e5 = "checkpoints/e5-small-ko";

const small = (): Model => crossEncoder({ checkpoint: e5, pooling: "mean", heads }).load(workspaceRoot);

/** Twelve layers of width 768 whose weights are zero: a file that takes no room. */
function base(): Model {
  const root = mkdtempSync(join(tmpdir(), "dalmeum-base-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  for (const name of ["tokenizer.json", "tokenizer_config.json"])
    cpSync(join(workspaceRoot, e5, name), join(root, name));
  const config = {
    ...{ model_type: "bert", hidden_act: "gelu", vocab_size: 32_000, type_vocab_size: 2, pad_token_id: 1 },
    ...{ hidden_size: 768, num_hidden_layers: 12, num_attention_heads: 12, intermediate_size: 3072 },
    max_position_embeddings: 512,
  };
  writeFileSync(join(root, "config.json"), JSON.stringify(config));
  writeZeros(join(root, "model.safetensors"), encoderShapes(join(root, "config.json")));
  return crossEncoder({ checkpoint: ".", pooling: "mean", heads }).load(root);
}

function writeZeros(path: string, shapes: Readonly<Record<string, readonly number[]>>): void {
  let position = 0;
  const header = Object.entries(shapes).map(([name, shape]) => {
    const start = position;
    position += 4 * shape.reduce((product, dimension) => product * dimension, 1);
    return [name, { dtype: "F32", shape, data_offsets: [start, position] }] as const;
  });
  const text = Buffer.from(JSON.stringify(Object.fromEntries(header)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const file = openSync(path, "w");
  writeSync(file, Buffer.concat([length, text]));
  ftruncateSync(file, 8 + text.length + position);
  closeSync(file);
}

/** The last is what an update may take beside the state, bytes; half of it would be a step that computes less. */
const CASES = [
  ["e5-small-ko, 32 x 32, float32", small, 32, "float32", 4e8],
  ["e5-small-ko, 32 x 128, float32", small, 128, "float32", 2.4e9],
  ["12 x 768, 32 x 128, bfloat16", base, 128, "bfloat16", 3.2e9],
] as const;

const gigabytes = (bytes = NaN): string => (bytes / 1e9).toFixed(2);

describe.skipIf(cudaPlugin === undefined)("an update for an H200 that is not here", { tags: ["slow"] }, () => {
  beforeAll(cpuBackend);

  it.for(CASES)("compiles, in place: %s", async ([, modelOf, length, precision, most], { annotate }) => {
    const model = modelOf();
    const { engine, compiled } = h200Engine(cudaPlugin ?? "", precision);
    const trainer = await createTrainer({
      ...{ model, engine, optimizer: adamw({ weightDecay: 0.01 }), clipNorm: 1, batchSize: 32, maxLength: 128 },
      objective: weightedSum([
        [0.5, pearsonLoss()],
        [0.5, maeLoss()],
      ]),
      rng: createRng(1),
    });
    const plan = await trainer.plan?.(length, 1);
    const parameters = Object.values(model.init(createRng(1))).reduce((sum, { values }) => sum + values.length, 0);
    const [memory, ...others] = compiled;
    await annotate(`${gigabytes(plan?.state)} GB of state, ${gigabytes(plan?.step)} GB beside it`);
    expect(others).toEqual([]);
    // Every parameter, both of its slots, and whether all updates were finite: written over where they lay.
    expect(memory?.aliased).toBe(4 * (3 * parameters + 1));
    expect(plan?.state).toBeGreaterThan(memory?.aliased ?? NaN);
    expect(plan?.step).toBeGreaterThan(most / 2);
    expect(plan?.step).toBeLessThan(most);
    await trainer.dispose();
  });
});
