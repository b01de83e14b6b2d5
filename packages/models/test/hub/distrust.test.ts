import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { HubOptions } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { model, startHub, text, weights, weightsHash } from "./start-hub.ts";

describe("what a server says", () => {
  const other = "0".repeat(64);
  const lists = (change: (path: string) => object): Partial<HubOptions> => ({
    list: (entries) => entries.map((entry) => ({ ...entry, ...change(entry.path) })),
  });
  const lfs = (oid: string, size: number) =>
    lists((path) => (path === "model.safetensors" ? { lfs: { oid, size } } : {}));

  it.each([
    ["another hash of a large file", lfs(other, weights.length), new RegExp(`hash ${weightsHash}, expected ${other}`)],
    [
      "another hash of a small file",
      lists((path) => (path === "config.json" ? { oid: "0".repeat(40) } : {})),
      /hash 9e26dfeeb6e641a33dae4961196235bdb965b21b, expected 0{40}/,
    ],
    ["fewer bytes than come", lfs(weightsHash, 1000), /found another size than the 1000 bytes that the hub lists/],
    ["more bytes than come", lfs(weightsHash, 20_001), /found another size than the 20001 bytes that the hub lists/],
  ])("is held against the file: %s", async (_, options, message) => {
    const hub = await startHub(options);
    await expect(hub.fetch()).rejects.toThrow(message);
    expect(hub.blobNames().filter((name) => name.includes("incomplete"))).toEqual([]);
    expect(hub.blobNames()).not.toContain(other);
    expect(existsSync(join(hub.snapshot, "model.safetensors"))).toBe(false);
  });

  it.each([
    [
      "a hash that is a path",
      lists(() => ({ oid: "../../../../x" })),
      /lists config.json .*\n {2}oid: expected a SHA-1/,
    ],
    ["a size that is none", lists(() => ({ size: -1 })), /lists config.json/],
    ["no model", { files: { "tf_model.h5": weights } }, /no config.json, no model.safetensors or .*found tf_model.h5/],
    [
      "shards elsewhere",
      { files: { ...model, "model.safetensors.index.json": text('{"weight_map":{"a":"../../../x"}}') } },
      /weight_map: found .*..\/..\/..\/x.*, expected the plain name of a file beside the index/,
    ],
    [
      "shards that are not there",
      { files: { ...model, "model.safetensors.index.json": text('{"weight_map":{"a":"a.safetensors"}}') } },
      /names a\.safetensors, which the hub does not list/,
    ],
  ])("is refused: %s", async (_, options, message) => {
    const { list, files = model } = { list: undefined, ...options };
    const sharded = Object.fromEntries(
      Object.entries(files).filter(
        ([name]) => name !== "model.safetensors" || !("model.safetensors.index.json" in files),
      ),
    );
    const hub = await startHub({ files: sharded, ...(list ? { list } : {}) });
    await expect(hub.fetch()).rejects.toThrow(message);
    expect(readdirSync(join(hub.folder, "../..")).filter((name) => name !== "hub")).toEqual([]);
  });

  it("is no reason to write a file that no model is read from", async () => {
    const hub = await startHub({ list: (entries) => [{ ...entries[0], path: "../../x.safetensors" }, ...entries] });
    await hub.fetch();
    expect(hub.blobNames()).toHaveLength(3);
  });
});
