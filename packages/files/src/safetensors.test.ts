import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { afterAll, describe, expect, it } from "vitest";
import { openSafetensors } from "./open-safetensors.ts";
import { readSafetensors } from "./read-safetensors.ts";
import { writeSafetensors } from "./write-safetensors.ts";
import { writeTensorFile } from "./write-tensor-file.ts";

const folder = mkdtempSync(join(tmpdir(), "dalmeum-safetensors-"));
const path = join(folder, "weights.safetensors");
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A file of that header and data, its length field `claimed` bytes. */
function write(header: string | object, data: Uint8Array = new Uint8Array(), claimed?: bigint): string {
  const text = Buffer.from(typeof header === "string" ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(claimed ?? BigInt(text.length));
  writeFileSync(path, Buffer.concat([length, text, data]));
  return path;
}
const tensor = (begin: number, end: number, shape: readonly number[], dtype = "F32"): object => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe("writeSafetensors and readSafetensors", () => {
  const values = {
    "encoder.weight": { shape: [2, 3], values: Float32Array.of(1, -2, 0.1, 3e38, -0, 1e-45) },
    scalar: { shape: [], values: Float32Array.of(7) },
    empty: { shape: [0, 4], values: new Float32Array() },
    view: { shape: [2], values: new Float32Array(Float32Array.of(9, 8, 7, 6).buffer, 4, 2) },
  };

  it("give back what was written, bit for bit", () => {
    writeSafetensors(path, values, { format: "pt" });
    expect(readSafetensors(path)).toEqual({ tensors: values, metadata: { format: "pt" } });
  });

  it("lay the file out as the format says: aligned data, metadata as text", () => {
    writeSafetensors(path, values, { step: "12" });
    const file = readFileSync(path);
    const end = 8 + Number(file.readBigUInt64LE(0));
    expect(end % 8).toBe(0);
    const header: unknown = JSON.parse(file.toString("utf8", 8, end));
    expect(header).toMatchObject({
      __metadata__: { step: "12" },
      "encoder.weight": { dtype: "F32", shape: [2, 3], data_offsets: [0, 24] },
      scalar: { dtype: "F32", shape: [], data_offsets: [24, 28] },
    });
    expect(file.length).toBe(end + 36);
  });

  it("copy tensors of any type from another file", () => {
    const copy = join(folder, "copy.safetensors");
    const header = { half: tensor(0, 4, [2], "F16"), packed: tensor(4, 7, [1, 3], "U8") };
    const bytes = Uint8Array.of(0, 60, 0, 64, 7, 8, 9);
    const { tensors, metadata } = openSafetensors(write(header, bytes));
    writeTensorFile(copy, new Map([...tensors].reverse()), metadata);
    const copied = openSafetensors(copy).tensors;
    expect([...copied.keys()]).toEqual(["packed", "half"]);
    for (const [name, { dtype, shape, pieces }] of tensors) {
      expect(copied.get(name)).toMatchObject({ dtype, shape });
      expect(Buffer.concat([...(copied.get(name)?.pieces() ?? [])])).toEqual(Buffer.concat([...pieces()]));
    }
    rmSync(copy);
  });

  it("leave the old file and no other where writing fails", () => {
    writeSafetensors(path, values);
    const before = readFileSync(path);
    const wrong = { ...values, scalar: { shape: [2], values: Float32Array.of(1) } };
    expect(() => {
      writeSafetensors(path, wrong);
    }).toThrow("scalar: 1 values, expected 2 for [2]");
    expect(() => {
      writeSafetensors(join(folder, "absent", "x.safetensors"), values);
    }).toThrow("ENOENT");
    const directory = join(folder, "directory");
    mkdirSync(directory);
    expect(() => {
      writeSafetensors(directory, values);
    }).toThrow("EISDIR");
    rmdirSync(directory);
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(folder)).toEqual(["weights.safetensors"]);
  });

  it("reads float32 only", () => {
    expect(() => readSafetensors(write({ a: tensor(0, 4, [4], "U8") }, new Uint8Array(4)))).toThrow(
      "a: dtype U8, expected F32",
    );
  });
});

describe("openSafetensors", () => {
  it.each([
    ["an empty file", "", undefined, 0, /0 bytes of tensors|header is not JSON/],
    ["a header of absurd length", "{}", 2n ** 60n, 0, /header of 1152921504606846976 bytes, expected at most 2/],
    ["a header that is no JSON", "{not json", undefined, 0, /header is not JSON in UTF-8/],
    ["a header that is a list", "[]", undefined, 0, /header/],
    [
      "metadata that is no text",
      { __metadata__: { step: 1 } },
      undefined,
      0,
      /header: __metadata__: expected text by name/,
    ],
    ["a shape that is no size", { a: tensor(0, 4, [-1]) }, undefined, 4, /header: a\.shape\.0/],
    [
      "a shape of problems without end",
      { a: tensor(0, 4, Array<number>(300_000).fill(-1)) },
      undefined,
      4,
      /1 problem\n {2}header: a\.shape: Too big/,
    ],
    [
      "metadata of problems without end",
      { __metadata__: Array<number>(300_000).fill(1) },
      undefined,
      0,
      /1 problem\n {2}header: __metadata__: expected text/,
    ],
    [
      "a name of control characters",
      { "a\u001b[2J": tensor(0, 4, [1]) },
      undefined,
      4,
      /"a\\u001b\[2J": expected a name/,
    ],
    [
      "a type it cannot read",
      { a: tensor(0, 1, [1], "F8_E4M3") },
      undefined,
      1,
      /a: dtype F8_E4M3 is not supported; supported: BOOL, U8, .*F16, BF16/,
    ],
    ["a size that is not the shape's", { a: tensor(0, 4, [2]) }, undefined, 4, /a: 4 bytes, expected 8 for F32 \[2\]/],
    [
      "sizes past every number",
      { a: tensor(0, 4, [1e15, 1e15, 1e15]) },
      undefined,
      4,
      /a: 4 bytes, expected 4\.0+4e\+45/,
    ],
    ["a tensor that ends before it starts", { a: tensor(4, 0, [0]) }, undefined, 4, /a: starts at byte 4, expected 0/],
    [
      "a truncated file",
      { a: tensor(0, 8, [2]) },
      undefined,
      6,
      /6 bytes of tensors, expected 8: the file is truncated/,
    ],
    [
      "bytes of no tensor",
      { a: tensor(0, 4, [1]) },
      undefined,
      9,
      /9 bytes of tensors, expected 4: the file is followed by/,
    ],
    [
      "overlapping tensors",
      { a: tensor(0, 8, [2]), b: tensor(4, 12, [2]) },
      undefined,
      12,
      /b: starts at byte 4, expected 8, where the one before ends/,
    ],
    ["a hole", { a: tensor(0, 4, [1]), b: tensor(8, 12, [1]) }, undefined, 12, /b: starts at byte 8, expected 4/],
  ])("refuses %s", (_, header, claimed, bytes, message) => {
    write(header, new Uint8Array(bytes), claimed);
    expect(() => openSafetensors(path)).toThrow(message);
    expect(() => openSafetensors(path)).toThrow(UserError);
  });

  it("refuses a file too short for a header length, and names one that is missing", () => {
    writeFileSync(path, Uint8Array.of(1, 2, 3));
    expect(() => openSafetensors(path)).toThrow("3 bytes, expected at least 8");
    expect(() => openSafetensors(join(folder, "absent"))).toThrow(/absent: cannot be read: ENOENT/);
  });

  it("takes an empty tensor that begins where another does, whichever the header names first", () => {
    write({ full: tensor(0, 4, [1]), empty: tensor(0, 0, [0]) }, new Uint8Array(4));
    expect([...openSafetensors(path).tensors.keys()]).toEqual(["empty", "full"]);
  });

  it("reports the problems of all tensors together", () => {
    const header = Object.fromEntries(
      Array.from({ length: 25 }, (_, index) => [`t${index}`, tensor(index * 4, index * 4 + 4, [2])]),
    );
    write(header, new Uint8Array(100));
    expect(() => openSafetensors(path)).toThrow(/: 25 problems\n(?: {2}t\d+: 4 bytes.*\n){20} {2}\.\.\. and 5 more/);
  });
});
