import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SentencePair } from "@dalmeum/contracts";
import { readPairs } from "@dalmeum/data";
import { writeSafetensors } from "@dalmeum/files";
import { openOnnx } from "@dalmeum/graph-compiler";
import { batchSignature, encodePairs, padBatch } from "@dalmeum/training";
import { readManifest } from "../src/exports/export-manifest.ts";
import { readerOf } from "../src/exports/exported-predictions.ts";

/**
 * Write embeddings.safetensors beside an exported bi-encoder's folder `model`: `first` and `second` [pairs, H], as the ONNX
 * file gives them.
 */
export async function writeEmbeddings(folder: string): Promise<void> {
  const path = join(folder, "model");
  const { reading, serving } = readManifest(path);
  if (reading.sequencesPerPair === 1 || serving === null) return;
  const reader = readerOf(path, reading);
  const pairs = readPairs(join(folder, "pairs.csv"));
  const { hidden_size: width } = JSON.parse(readFileSync(join(path, "config.json"), "utf8")) as { hidden_size: number };
  const size = { pairs: serving.pairs, length: reading.maxLength };
  const steps = openOnnx({
    onnx: readFileSync(join(path, serving.name)),
    inputs: serving.inputs,
    outputs: ["embeddings"],
    at: (length) => ({
      inputs: batchSignature(reader, { ...size, length }),
      outputs: { embeddings: { shape: [2 * size.pairs, width], dtype: "float32" } },
    }),
  });
  const step = await steps.at(size.length);
  const sides = { first: [] as number[], second: [] as number[] };
  for (const encoded of encodePairs(reader, pairs as readonly SentencePair[], reading.maxLength)) {
    const embeddings = new Float32Array(2 * size.pairs * width);
    await step.run({ ...padBatch(reader, [encoded], size) }, { embeddings });
    sides.first.push(...embeddings.subarray(0, width));
    sides.second.push(...embeddings.subarray(size.pairs * width, (size.pairs + 1) * width));
  }
  await steps.dispose();
  const tensor = (values: readonly number[]) => ({ shape: [pairs.length, width], values: Float32Array.from(values) });
  writeSafetensors(join(folder, "embeddings.safetensors"), { first: tensor(sides.first), second: tensor(sides.second) });
}
