import { readFileSync } from "node:fs";
import { createRng } from "@dalmeum/contracts";
import { cpuBackend, scoredPair, tokenBatch, toTensors, workspaceRoot } from "@dalmeum/testing";
import { beforeAll, expect, it } from "vitest";
import { biEncoder, cosine, cosineClassification } from "../src/index.ts";

beforeAll(cpuBackend);

it("runs the README's example", () => {
  const pairs = [scoredPair(), scoredPair({ id: "pair-2", sentence1: "비가 온다", sentence2: "비가 온다" })];
  // README
  const definition = biEncoder({
    checkpoint: "packages/testing/fixtures/tiny-bert", // config.json, model.safetensors, tokenizer.json
    pooling: "mean",
    template: "query: {sentence}",
    heads: { similarity: cosine({ scale: 5 }), binary: cosineClassification() },
  });
  const model = definition.load(workspaceRoot); // reads and checks the files
  const parameters = toTensors(model.init(createRng(1))); // the checkpoint's, and new ones for the heads
  const { similarity, binary } = model.apply(parameters, tokenBatch(model, pairs), {}); // [B] each
  // README
  expect(similarity?.dataSync()[1]).toBeCloseTo(5, 5);
  expect(binary?.dataSync()[1]).toBeCloseTo(4, 4);
  expect(definition.files(workspaceRoot).map(({ name }) => name)).toContain(
    "packages/testing/fixtures/tiny-bert/model.safetensors",
  );
  expect(definition.options).toMatchObject({
    pooling: "mean",
    template: "query: {sentence}",
    heads: { similarity: { name: "cosine" } },
  });
});

it("shows the code that ran", () => {
  const [, example = ""] = readFileSync(new URL("../README.md", import.meta.url), "utf8").split(/```(?:ts)?\n/);
  const [, ran = ""] = readFileSync(new URL(import.meta.url), "utf8").split("  // README\n");
  expect(ran.replaceAll(/^ {2}/gm, "")).toBe(example);
});
