import { readSafetensors, writeSafetensors } from "@dalmeum/files";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
const options = { shapes: parameterShapes, quantMethod: "none", rename: (name: string) => name } as const;
const read = (tensors: NamedValues): NamedValues => {
  writeSafetensors(path, tensors);
  return readParameters(folder, options).parameters();
};

describe("readParameters", () => {
  it("reads every parameter of a checkpoint into fresh arrays", () => {
    writeSafetensors(path, tiny);
    const { parameters } = readParameters(folder, options);
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
        "  embeddings.LayerNorm.bias: missing, expected float [16]",
        "  encoder.layer.0.intermediate.dense.bias: found F32 [2, 16], expected float [32]",
        "  pooler.dense.bias: unknown, no parameter of this encoder has that name",
      ].join("\n"),
    );
  });

  it("says how a packed matrix may look where the config allows packing", () => {
    writeSafetensors(path, { a: { shape: [2, 32], values: new Float32Array(64) } });
    expect(() => readParameters(folder, { ...options, shapes: { a: [2, 64] }, quantMethod: "q4_0" })).toThrow(
      "a: found F32 [2, 32], expected float [2, 64] or U8 [2, 36] as q4_0",
    );
  });

  it("finds parameters under the names that they are renamed to, and leaves out what is renamed to nothing", () => {
    const prefixed = Object.fromEntries(Object.entries(tiny).map(([name, tensor]) => [`bert.${name}`, tensor]));
    writeSafetensors(path, { ...prefixed, "cls.bias": { shape: [1], values: new Float32Array(1) } });
    const rename = (name: string): string | undefined =>
      name.startsWith("bert.") ? name.slice("bert.".length) : undefined;
    expect(readParameters(folder, { ...options, rename }).parameters()).toEqual(tiny);
  });

  it("refuses two tensors of one name", () => {
    const bias = { shape: [2], values: Float32Array.of(1, 2) };
    writeSafetensors(path, { "a.bias": bias, "b.bias": bias });
    const renamed = { ...options, shapes: { bias: [2] }, rename: () => "bias" };
    expect(() => readParameters(folder, renamed)).toThrow("b.bias (bias): found beside a.bias (bias), expected one of");
  });

  it("refuses a file that changed after it was opened, and a folder without weights", () => {
    writeSafetensors(path, tiny);
    const { parameters } = readParameters(folder, options);
    writeSafetensors(path, { ...tiny, more: { shape: [1], values: new Float32Array(1) } });
    expect(() => parameters()).toThrow(`${path}: has changed since it was opened`);
    rmSync(path);
    expect(() => readParameters(folder, options)).toThrow(
      /found no weights, expected one of model\.safetensors, model/,
    );
  });

  it("reads float16, bfloat16 and float64 as float32", () => {
    const stored = [
      ["half", "F16", Uint8Array.of(0x00, 0x3c, 0x00, 0xc0)],
      ["brain", "BF16", Uint8Array.of(0x80, 0x3f, 0x00, 0xc0)],
      ["double", "F64", new Uint8Array(Float64Array.of(1, -2).buffer)],
    ] as const;
    let position = 0;
    const header = Object.fromEntries(
      stored.map(([name, dtype, { length }]) => [
        name,
        { dtype, shape: [2], data_offsets: [position, (position += length)] },
      ]),
    );
    const text = Buffer.from(JSON.stringify(header));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(text.length));
    writeFileSync(path, Buffer.concat([length, text, ...stored.map(([, , bytes]) => bytes)]));
    const pair = { shape: [2], values: Float32Array.of(1, -2) };
    const shapes = { half: [2], brain: [2], double: [2] };
    expect(readParameters(folder, { ...options, shapes }).parameters()).toEqual({
      half: pair,
      brain: pair,
      double: pair,
    });
  });

  const named = (prefix: string, others: NamedValues = {}): NamedValues => ({
    ...Object.fromEntries(Object.entries(tiny).map(([name, tensor]) => [`${prefix}${name}`, tensor])),
    ...others,
  });

  it.each([
    "module.",
    "_orig_mod.",
    "module._orig_mod.",
    "0.auto_model.",
    "0.model.",
    "_orig_mod.module.0.auto_model.",
  ])("leaves out %j, which what held the encoder has put before every name, and says so in a line", (prefix) => {
    writeSafetensors(path, named(prefix));
    const { parameters, notes } = readParameters(folder, options);
    expect(parameters()).toEqual(tiny);
    expect(notes).toEqual([`${path}: the name of every tensor begins with "${prefix}", which is left out`]);
  });

  it("says in one line that only some names begin with such a prefix, and nothing where none does", () => {
    writeSafetensors(path, named("0.model.", { "2.linear.bias": { shape: [1], values: new Float32Array(1) } }));
    expect(() => readParameters(folder, options)).toThrow(
      'found names that begin with "0.model." and 1 that do not, as 2.linear.bias; expected it before all or none',
    );
    writeSafetensors(path, tiny);
    expect(readParameters(folder, options).notes).toEqual([]);
  });
});
