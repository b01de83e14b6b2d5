import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { float32Of, openCheckpoint, readSafetensors, writeFileAtomically, writeSafetensors } from "../src/index.ts";

it("runs the README's example", () => {
  const folder = mkdtempSync(join(tmpdir(), "files-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, "model.safetensors");
  writeSafetensors(path, { "heads.similarity.weight": { shape: [1, 2], values: Float32Array.of(0.5, -1) } });
  const { tensors } = readSafetensors(path);
  const checkpoint = openCheckpoint(folder);
  const weight = checkpoint.tensors.get("heads.similarity.weight");
  const values = weight && float32Of(weight);
  writeFileAtomically(join(folder, "note.txt"), [Buffer.from("written beside, flushed, then renamed")]);
  expect(tensors["heads.similarity.weight"]).toEqual({ shape: [1, 2], values: Float32Array.of(0.5, -1) });
  expect(values).toEqual(Float32Array.of(0.5, -1));
  expect(readFileSync(join(folder, "note.txt"), "utf8")).toBe("written beside, flushed, then renamed");
});
