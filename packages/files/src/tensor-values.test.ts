import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fixtures, readExpected } from "../test/read-expected.ts";
import { openSafetensors } from "./open-safetensors.ts";
import type { Dtype, StoredTensor } from "./stored-tensor.ts";
import { bytesOf, float32Of } from "./tensor-values.ts";

const expected = readExpected();
const stored = (dtype: Dtype, pieces: readonly Uint8Array[], length: number): StoredTensor => ({
  dtype,
  shape: [length],
  pieces: () => pieces,
});
/** Every NaN as the quiet one, as the script hashes them. */
const digest = (values: Float32Array): string =>
  createHash("sha256")
    .update(new Uint8Array(values.map((value) => (Number.isNaN(value) ? NaN : value)).buffer))
    .digest("hex");

describe("float32Of", () => {
  const every = Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits);

  it("gives numpy 2.4.6's float32 for every float16", () => {
    const tensor = stored("F16", [new Uint8Array(every.buffer)], every.length);
    expect(digest(float32Of(tensor))).toBe(expected.everyHalf.float16);
  });

  it("gives torch 2.15's float32 for every bfloat16", () => {
    const tensor = stored("BF16", [new Uint8Array(every.buffer)], every.length);
    expect(digest(float32Of(tensor))).toBe(expected.everyHalf.bfloat16);
  });

  it.each(["half", "brain"])("reads a file of safetensors 0.8: %s", (name) => {
    const tensor = openSafetensors(join(fixtures, "half/model.safetensors")).tensors.get(name);
    if (!tensor) throw new Error(`the fixture lacks ${name}`);
    expect(bytesOf(tensor)).toEqual(expected.tensors[name]?.bytes);
    expect(new Uint8Array(float32Of(tensor).buffer)).toEqual(expected.tensors[name]?.float32);
  });

  it("joins pieces", () => {
    const pieces = [new Uint8Array(Uint16Array.of(0x3c00, 0x8000).buffer), new Uint8Array(Uint16Array.of(1).buffer)];
    expect([...float32Of(stored("F16", pieces, 3))]).toEqual([1, -0, 2 ** -24]);
    expect([...float32Of(stored("BF16", [Uint8Array.of(0x80, 0x3f), Uint8Array.of(0, 0xc0)], 2))]).toEqual([1, -2]);
  });

  it("refuses what is no floating-point number", () => {
    expect(() => float32Of(stored("I64", [new Uint8Array(8)], 1))).toThrow("float32Of: I64, expected F32, F64, F16");
  });
});
