import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSafetensors, sha256File } from "@dalmeum/files";
import { expect, it, onTestFinished } from "vitest";
import { DRY_PLAN } from "./plan.ts";
import { writeRandomWeights } from "./random-checkpoint.ts";

it("draws weights as wide as BERT's, the same each time", () => {
  const root = mkdtempSync(join(tmpdir(), "dalmeum-drawn-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  const [first, second] = ["a", "b"].map((name) => {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, "config.json"), JSON.stringify(DRY_PLAN.models["bert-2x32"]?.config));
    writeRandomWeights(join(root, name));
    const file = join(root, name, "model.safetensors");
    return { hash: sha256File(file), ...readSafetensors(file) };
  });
  expect(first?.hash).toBe(second?.hash);
  const words = first?.tensors["embeddings.word_embeddings.weight"]?.values ?? new Float32Array();
  expect(words).toHaveLength(32_000 * 32);
  expect(Math.sqrt(words.reduce((sum, value) => sum + value * value, 0) / words.length)).toBeCloseTo(0.02, 4);
  expect(first?.tensors["embeddings.LayerNorm.weight"]?.values).toEqual(new Float32Array(32).fill(1));
  expect(first?.tensors["embeddings.LayerNorm.bias"]?.values).toEqual(new Float32Array(32));
});
