import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readPairs } from "@dalmeum/data";
import { writeSafetensors } from "@dalmeum/files";
import { openOnnx } from "@dalmeum/graph-compiler";
import { batchSignature, encodePairs, padBatch } from "@dalmeum/training";
import { z } from "zod";
import { readerOf, readManifest } from "@dalmeum/exports";

const configSchema = z.object({ hidden_size: z.number() });

/**
 * Write embeddings.safetensors beside an exported bi-encoder's folder `model`: `first` and `second` [pairs, H], as the ONNX
 * file gives them.
 */
export async function writeEmbeddings(folder: string): Promise<void> {
  const path = join(folder, "model");
  const { reading, serving } = readManifest(path);
  if (reading.sequencesPerPair === 1 || serving === null) return;
  const reader = readerOf(path, reading);
  const { hidden_size: width } = configSchema.parse(JSON.parse(readFileSync(join(path, "config.json"), "utf8")));
  const size = { pairs: serving.pairs, length: reading.maxLength };
  const steps = openOnnx({
    path,
    onnx: readFileSync(join(path, serving.name)),
    inputs: serving.inputs,
    outputs: ["embeddings"],
    at: () => ({
      inputs: batchSignature(reader, size),
      outputs: { embeddings: { shape: [2 * size.pairs, width], dtype: "float32" } },
    }),
  });
  const step = await steps.at(size.length);
  const [first, second]: [number[], number[]] = [[], []];
  for (const encoded of encodePairs(reader, readPairs(join(folder, "pairs.csv")).pairs, reading.maxLength)) {
    const embeddings = new Float32Array(2 * size.pairs * width);
    await step.run({ ...padBatch(reader, [encoded], size) }, { embeddings });
    first.push(...embeddings.subarray(0, width));
    second.push(...embeddings.subarray(size.pairs * width, (size.pairs + 1) * width));
  }
  await steps.dispose();
  const [one, two] = [first, second].map((values) => ({
    shape: [values.length / width, width],
    values: Float32Array.from(values),
  }));
  if (one && two) writeSafetensors(join(folder, "embeddings.safetensors"), { first: one, second: two });
}
