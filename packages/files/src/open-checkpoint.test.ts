import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fixtures, readExpected } from "../test/read-expected.ts";
import { temporaryFolder } from "../test/temporary-folder.ts";
import { openCheckpoint, shardNames } from "./open-checkpoint.ts";
import { bytesOf } from "./tensor-values.ts";
import { writeSafetensors } from "./write-safetensors.ts";

const root = temporaryFolder();
const INDEX = "model.safetensors.index.json";

/** A fresh copy of the sharded fixture whose index maps names as `change` says. */
function sharded(change: (map: Record<string, unknown>) => unknown): string {
  const folder = join(root, "sharded");
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(fixtures, "sharded"), folder, { recursive: true });
  const index = JSON.parse(readFileSync(join(folder, INDEX), "utf8")) as { weight_map: Record<string, unknown> };
  writeFileSync(join(folder, INDEX), JSON.stringify({ weight_map: change(index.weight_map) }));
  return folder;
}

describe("openCheckpoint", () => {
  it.each([
    ["sharded", INDEX, "model-0000?-of-00002.safetensors"],
    ["sharded-torch", "pytorch_model.bin.index.json", "pytorch_model-0000?-of-00002.bin"],
  ])("reads the shards that torch 2.15 wrote: %s", (name, index, shard) => {
    const folder = join(fixtures, name);
    const { tensors } = openCheckpoint(folder);
    const { tensors: expected } = readExpected();
    expect([...tensors.keys()].toSorted()).toEqual(Object.keys(expected).toSorted());
    for (const [tensor, stored] of tensors) expect(bytesOf(stored), tensor).toEqual(expected[tensor]?.bytes);
    expect(shardNames(join(folder, index))).toEqual([shard.replace("?", "1"), shard.replace("?", "2")]);
  });

  it("takes safetensors before PyTorch's file, and one file before shards", () => {
    const folder = join(root, "both");
    mkdirSync(folder);
    expect(() => openCheckpoint(folder)).toThrow(
      `${folder}: found no weights, expected one of model.safetensors, ${INDEX}, pytorch_model.bin, pytorch_model.bin.in`,
    );
    copyFileSync(join(fixtures, "torch/module.bin"), join(folder, "pytorch_model.bin"));
    writeFileSync(join(folder, "pytorch_model.bin.index.json"), "{}");
    expect([...openCheckpoint(folder).tensors.keys()]).toEqual(["weight", "bias"]);
    writeSafetensors(join(folder, "model.safetensors"), { a: { shape: [1], values: Float32Array.of(1) } });
    expect([...openCheckpoint(folder).tensors.keys()]).toEqual(["a"]);
  });

  it.each([
    ["../sharded/model-00001-of-00002.safetensors"],
    ["/etc/passwd"],
    [".."],
    ["a\\b.safetensors"],
    ["C:x"],
    [".hidden"],
    ["a\u0000"],
    [""],
    [7],
  ])("refuses a shard named %j", (shard) => {
    const folder = sharded((map) => ({ ...map, weight: shard }));
    const message =
      typeof shard === "string" ? /weight_map: found .*, expected the plain name of a file/ : /expected text/;
    expect(() => openCheckpoint(folder)).toThrow(message);
    expect(() => shardNames(join(folder, INDEX))).toThrow(message);
  });

  it("refuses an index that does not agree with its shards, all problems together", () => {
    const [one, two] = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"];
    const folder = sharded(({ brain: _, ...map }) => ({ ...map, double: two, more: one }));
    expect(() => openCheckpoint(folder)).toThrow(
      [
        `${join(folder, INDEX)}: 4 problems`,
        `  double: found in ${one}, expected in ${two}`,
        `  brain: found in ${one}, expected nowhere`,
        `  double: missing, expected in ${two}`,
        `  more: missing, expected in ${one}`,
      ].join("\n"),
    );
  });

  it("names the shards that are missing, and an index that is none", () => {
    const folder = sharded((map) => map);
    rmSync(join(folder, "model-00002-of-00002.safetensors"));
    expect(() => openCheckpoint(folder)).toThrow(
      "1 problem\n  model-00002-of-00002.safetensors: missing; fetch it too",
    );
    writeFileSync(join(folder, INDEX), "[");
    expect(() => openCheckpoint(folder)).toThrow("index is not JSON in UTF-8; fetch it again");
    writeFileSync(join(folder, INDEX), " ".repeat(2 ** 20 + 1));
    expect(() => openCheckpoint(folder)).toThrow("found an index of 1048577 bytes, expected at most 1048576");
  });
});
