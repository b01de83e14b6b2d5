import { existsSync } from "node:fs";
import { join } from "node:path";
import { problemsError, UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { bytesAt, withFile } from "./opened-file.ts";
import { openSafetensors } from "./open-safetensors.ts";
import { parseJson, textsSchema } from "./parse-json.ts";
import { shown } from "./shown.ts";
import { MAX_DESCRIPTION_BYTES, type StoredTensor, type TensorFile } from "./stored-tensor.ts";
import { openTorch } from "./torch/open-torch.ts";

/** What holds a checkpoint's weights, under Hugging Face's names; the first that is there counts. */
const WEIGHTS = [
  { file: "model.safetensors", open: openSafetensors },
  { file: "model.safetensors.index.json", open: openSafetensors },
  { file: "pytorch_model.bin", open: openTorch },
  { file: "pytorch_model.bin.index.json", open: openTorch },
] as const;
const INDEX_END = ".index.json";

/** No folder, no drive, no dot in front: a shard lies beside its index. */
const PLAIN_NAME = /^[\w-][\w.-]{0,254}$/;
const indexSchema = z.object({ weight_map: textsSchema });

/**
 * Open a checkpoint's weights and check them: model.safetensors or pytorch_model.bin, whole or in shards with an index.
 * @param folder of the checkpoint.
 * @throws UserError where there are none, a file is damaged, or the index and its shards do not agree.
 */
export function openCheckpoint(folder: string): TensorFile {
  const { file, open } = findWeights(folder);
  const path = join(folder, file);
  if (!isIndex(file)) return open(path);
  const shardOf = readIndex(path);
  const shards = [...new Set(shardOf.values())];
  const missing = shards.filter((shard) => !existsSync(join(folder, shard)));
  if (missing.length > 0)
    throw problemsError(
      path,
      missing.map((shard) => `${shard}: missing; fetch it too`),
    );
  const problems: string[] = [];
  const tensors = new Map<string, StoredTensor>();
  for (const shard of shards) {
    for (const [name, tensor] of open(join(folder, shard)).tensors) {
      const expected = shardOf.get(name);
      if (expected === shard) tensors.set(name, tensor);
      else
        problems.push(`${name}: found in ${shard}, expected ${expected === undefined ? "nowhere" : `in ${expected}`}`);
    }
  }
  for (const [name, shard] of shardOf) {
    if (!tensors.has(name)) problems.push(`${name}: missing, expected in ${shard}`);
  }
  if (problems.length > 0) throw problemsError(path, problems);
  return { path, tensors, metadata: {} };
}

/** Names under which weights may lie in a checkpoint's folder; of those that are there the first counts. */
export const WEIGHT_FILES: readonly string[] = WEIGHTS.map(({ file }) => file);

/** Whether a file of weights only names others. */
export const isIndex = (file: string): boolean => file.endsWith(INDEX_END);

/**
 * The files beside it that an index names.
 * @throws UserError where it is no index, or names files elsewhere.
 */
export const shardNames = (path: string): readonly string[] => [...new Set(readIndex(path).values())];

function findWeights(folder: string): (typeof WEIGHTS)[number] {
  const found = WEIGHTS.find(({ file }) => existsSync(join(folder, file)));
  if (found) return found;
  throw new UserError(
    `${folder}: found no weights, expected one of ${WEIGHT_FILES.join(", ")}; fetch the checkpoint again`,
  );
}

/** Shard of each tensor, by name. */
function readIndex(path: string): ReadonlyMap<string, string> {
  const bytes = withFile(path, (file) => {
    if (file.size <= MAX_DESCRIPTION_BYTES) return bytesAt(file, 0, file.size);
    throw new UserError(`${path}: found an index of ${file.size} bytes, expected at most ${MAX_DESCRIPTION_BYTES}`);
  });
  const { weight_map } = parseJson(path, "index", bytes, indexSchema, "fetch it again");
  const shardOf = new Map(Object.entries(weight_map));
  const problems = [...new Set(shardOf.values())]
    .filter((shard) => !PLAIN_NAME.test(shard))
    .map((shard) => `weight_map: found ${shown(shard)}, expected the plain name of a file beside the index`);
  if (problems.length > 0) throw problemsError(path, problems);
  return shardOf;
}
