import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TensorValues } from "@dalmeum/contracts";
import { writeSafetensors } from "@dalmeum/files";
import { expect, it } from "vitest";
import { z } from "zod";
import { startDalmeum } from "./start-dalmeum.ts";
import { createWorkspace, experimentSource } from "./workspace.ts";

const HIDDEN = 768;
const LAYERS = 12;
const WORDS = 32_000;
const BATCH = 32;
const SENTENCE = "나는 사과를 먹는다. 너는 배를 먹었다. ".repeat(12);

/** config.json and the shapes of klue/bert-base, BERT's base size with 32,000 words. */
const config = {
  model_type: "bert",
  hidden_act: "gelu",
  vocab_size: WORDS,
  hidden_size: HIDDEN,
  num_hidden_layers: LAYERS,
  num_attention_heads: 12,
  intermediate_size: 4 * HIDDEN,
  max_position_embeddings: 512,
  type_vocab_size: 2,
};

const linear = (name: string, outputs: number, inputs: number): [string, number[]][] => [
  [`${name}.weight`, [outputs, inputs]],
  [`${name}.bias`, [outputs]],
];
const norm = (name: string): [string, number[]][] => [
  [`${name}.LayerNorm.weight`, [HIDDEN]],
  [`${name}.LayerNorm.bias`, [HIDDEN]],
];
const shapes: [string, number[]][] = [
  ["embeddings.word_embeddings.weight", [WORDS, HIDDEN]],
  ["embeddings.position_embeddings.weight", [512, HIDDEN]],
  ["embeddings.token_type_embeddings.weight", [2, HIDDEN]],
  ...norm("embeddings"),
  ...Array.from({ length: LAYERS }, (_, index) => `encoder.layer.${index}`).flatMap((layer) => [
    ...["query", "key", "value"].flatMap((name) => linear(`${layer}.attention.self.${name}`, HIDDEN, HIDDEN)),
    ...linear(`${layer}.attention.output.dense`, HIDDEN, HIDDEN),
    ...norm(`${layer}.attention.output`),
    ...linear(`${layer}.intermediate.dense`, 4 * HIDDEN, HIDDEN),
    ...linear(`${layer}.output.dense`, HIDDEN, 4 * HIDDEN),
    ...norm(`${layer}.output`),
  ]),
];

/** Spread like new weights, and quick to make: the golden ratio's multiples, modulo 1. */
const spread = (size: number): Float32Array =>
  Float32Array.from({ length: size }, (_, index) => 0.07 * (((index * 0.6180339887) % 1) - 0.5));

function writeCheckpoint(folder: string): void {
  writeFileSync(join(folder, "config.json"), JSON.stringify(config));
  const tensors = shapes.map(([name, shape]): [string, TensorValues] => {
    const size = shape.reduce((product, length) => product * length, 1);
    return [name, { shape, values: name.endsWith("LayerNorm.weight") ? new Float32Array(size).fill(1) : spread(size) }];
  });
  writeSafetensors(join(folder, "model.safetensors"), Object.fromEntries(tensors));
}

const recordSchema = z.object({ result: z.object({ peakMemoryMegabytes: z.number() }) });

it(
  "trains a base-size encoder, batches of 32 pairs in 128 tokens, in 8 GB",
  { tags: ["slow"], timeout: 600_000 },
  async () => {
    const rows = (prefix: string, length: number, label: (index: number) => string): string =>
      Array.from(
        { length },
        (_, index) => `${prefix}${index},test,${SENTENCE}${index},${SENTENCE}${label(index)}\n`,
      ).join("");
    const head = "id,source,sentence_1,sentence_2";
    const scored = (index: number): string => `,${index % 6}.0,${index % 6 >= 3 ? 1 : 0}`;
    const root = createWorkspace({
      "datasets/tiny/train.csv": `${head},label,binary-label\n${rows("train-", BATCH, scored)}`,
      "experiments/tiny/experiment.ts": experimentSource
        .replaceAll("biEncoder", "crossEncoder")
        .replace("cosine({ scale: 5 })", "regression()")
        .replace("cosine }", "regression }")
        .replace("epochs: 2", "epochs: 1")
        .replace("batchSize: 4", `batchSize: ${BATCH}`)
        .replace("maxLength: 32", "maxLength: 128")
        .replace("seeds: [1, 2]", "seeds: [1]"),
    });
    writeCheckpoint(join(root, "checkpoints/tiny"));
    const { code, stderr } = await startDalmeum(root, "train tiny").ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const runs = join(root, "experiments/tiny/runs");
    const [run = ""] = readdirSync(runs);
    const { result } = recordSchema.parse(JSON.parse(readFileSync(join(runs, run, "run.json"), "utf8")));
    expect(result.peakMemoryMegabytes).toBeLessThan(8000);
  },
);
