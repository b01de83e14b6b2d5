import { readSafetensors, writeSafetensors } from "@dalmeum/files";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NamedValues } from "@dalmeum/contracts";
import { tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { afterAll, describe, expect, it } from "vitest";
import { loadEncoder } from "../encoders/load-encoder.ts";
import { readParameters } from "./read-parameters.ts";

const folder = mkdtempSync(join(tmpdir(), "dalmeum-checkpoint-"));
const path = join(folder, "model.safetensors");
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const { tensors: tiny } = readSafetensors(join(workspaceRoot, tinyCheckpoint, "model.safetensors"));
const { parameterShapes } = loadEncoder(workspaceRoot, tinyCheckpoint);
const read = (tensors: NamedValues): NamedValues => {
  writeSafetensors(path, tensors);
  return readParameters(path, parameterShapes, "none")();
};

describe("readParameters", () => {
  it("reads every parameter of a checkpoint into fresh arrays", () => {
    writeSafetensors(path, tiny);
    const parameters = readParameters(path, parameterShapes, "none");
    expect(parameters()).toEqual(tiny);
    parameters()["embeddings.LayerNorm.bias"]?.values.fill(0);
    expect(parameters()).toEqual(tiny);
  });

  it("reports missing, misshapen and unknown tensors together", () => {
    const broken: NamedValues = {
      ...Object.fromEntries(Object.entries(tiny).filter(([name]) => name !== "embeddings.LayerNorm.bias")),
      "encoder.layer.0.intermediate.dense.bias": { shape: [2, 16], values: new Float32Array(32) },
      "pooler.dense.bias": { shape: [1], values: new Float32Array(1) },
    };
    expect(() => read(broken)).toThrow(
      [
        `${path}: 3 problems`,
        "  embeddings.LayerNorm.bias: missing, expected F32 [16]",
        "  encoder.layer.0.intermediate.dense.bias: found F32 [2, 16], expected F32 [32]",
        "  pooler.dense.bias: unknown, no parameter of this encoder has that name",
      ].join("\n"),
    );
  });

  it("says how a packed matrix may look where the config allows packing", () => {
    writeSafetensors(path, { a: { shape: [2, 32], values: new Float32Array(64) } });
    expect(() => readParameters(path, { a: [2, 64] }, "q4_0")).toThrow(
      "a: found F32 [2, 32], expected F32 [2, 64] or U8 [2, 36] as q4_0",
    );
  });
});
