import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { createRng } from "@dalmeum/contracts";
import { cpuBackend, scoredPair, tinyCheckpoint, tokenBatch, toTensors, workspaceRoot } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { crossEncoder, loadEncoder, regression } from "../../src/index.ts";
import { model, repository, revision, startHub, text, weights, weightsHash } from "./start-hub.ts";

it("downloads what a model is read from, and lays it out as huggingface_hub does", async () => {
  const others = { "README.md": text("#"), "tf_model.h5": weights, "pytorch_model.bin": text("pickled") };
  const hub = await startHub({ files: { ...others, "onnx/model.onnx": weights, ...model } });
  const progress = await hub.fetch();
  for (const [name, bytes] of Object.entries(model)) expect(hub.read(name)).toEqual(bytes);
  expect(readdirSync(hub.snapshot).toSorted()).toEqual(Object.keys(model).toSorted());
  expect(readlinkSync(join(hub.snapshot, "model.safetensors"))).toBe(`../../blobs/${weightsHash}`);
  // git hash-object of {}
  expect(hub.blobNames()).toContain("9e26dfeeb6e641a33dae4961196235bdb965b21b");
  expect(hub.blobNames()).toHaveLength(3);
  const total = 2 + 17 + weights.length;
  expect(progress[0]).toEqual([0, total]);
  expect(progress.at(-1)).toEqual([total, total]);
});

it("downloads what a sentence-transformers folder says of its modules, and asks for it where there are such alone", async () => {
  const said = { "modules.json": text("[]"), "1_Pooling/config.json": text('{"pooling_mode":"cls"}') };
  const hub = await startHub({ files: { ...model, ...said, "2_Dense/config.json": text("{}") } });
  await hub.fetch();
  for (const [name, bytes] of Object.entries(said)) expect(hub.read(name)).toEqual(bytes);
  expect(readdirSync(hub.snapshot).toSorted()).toEqual(["1_Pooling", ...Object.keys(model), "modules.json"].toSorted());
  expect(readlinkSync(join(hub.snapshot, "1_Pooling/config.json"))).toMatch(/^\.\.\/\.\.\/\.\.\/blobs\/[0-9a-f]{40}$/);
  const plain = await startHub({ files: { ...model, "1_Pooling/config.json": text("{}") } });
  await plain.fetch();
  expect(plain.requests.filter(({ path }) => path.includes("/tree/"))).toHaveLength(1);
});

it("asks for nothing once it is there", async () => {
  const hub = await startHub();
  await hub.fetch();
  const { length } = hub.requests;
  expect(await hub.fetch()).toEqual([]);
  expect(hub.requests).toHaveLength(length);
});

it("downloads the shards that an index names, and no others", async () => {
  const index = {
    metadata: {},
    weight_map: { a: "model-00001-of-00002.safetensors", b: "model-00002-of-00002.safetensors" },
  };
  const shards = {
    "model.safetensors.index.json": text(JSON.stringify(index)),
    "model-00001-of-00002.safetensors": text("one"),
    "model-00002-of-00002.safetensors": text("two"),
  };
  const files = { "config.json": text("{}"), "vocab.txt": text("[UNK]"), "other.safetensors": weights, ...shards };
  const hub = await startHub({ files });
  const progress = await hub.fetch();
  expect(hub.read("model-00002-of-00002.safetensors")).toEqual(text("two"));
  expect(hub.blobNames()).toHaveLength(5);
  expect(progress.at(-1)).toEqual([13, 13]);
});

it("fetches, loads and encodes a pair", async () => {
  await cpuBackend();
  const names = ["config.json", "model.safetensors", "tokenizer.json"];
  const files = names.map((name) => [name, readFileSync(join(workspaceRoot, tinyCheckpoint, name))] as const);
  const hub = await startHub({ files: Object.fromEntries(files) });
  const checkpoint = `${repository}@${revision}`;
  const definition = crossEncoder({ checkpoint, pooling: "first", heads: { similarity: regression() } });
  expect(() => definition.load(workspaceRoot)).toThrow(
    /^team\/tiny@.*: config.json, tokenizer.json, model.safetensors not downloaded yet, .*`npx dalmeum fetch <experiment>`/,
  );
  await definition.fetch?.({ signal: new AbortController().signal, onProgress: () => undefined });
  expect(definition.files(workspaceRoot)).toContainEqual({
    name: `${checkpoint}/config.json`,
    path: join(hub.snapshot, "config.json"),
  });
  const loaded = definition.load(workspaceRoot);
  const parameters = toTensors(loaded.init(createRng(1)));
  const { similarity } = loaded.apply(parameters, tokenBatch(loaded, [scoredPair()]), {});
  expect(similarity?.dataSync()[0]).toBeTypeOf("number");
  expect(loadEncoder(workspaceRoot, checkpoint).parameters()).toEqual(
    loadEncoder(workspaceRoot, tinyCheckpoint).parameters(),
  );
});
