import { closeSync, ftruncateSync, openSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openSafetensors } from "../src/open-safetensors.ts";
import { float32Of } from "../src/tensor-values.ts";
import { writeSafetensors } from "../src/write-safetensors.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const MEGABYTE = 2 ** 20;

/** A file of zeros that takes no room on disk: 300 MB that nothing asks for, and 10 million float16 numbers. */
function writeSparse(path: string): void {
  const [most, all] = [300 * MEGABYTE, 320 * MEGABYTE];
  const header = Buffer.from(
    JSON.stringify({
      others: { dtype: "F32", shape: [75, MEGABYTE], data_offsets: [0, most] },
      weight: { dtype: "F16", shape: [10, MEGABYTE], data_offsets: [most, all] },
    }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const file = openSync(path, "w");
  writeSync(file, Buffer.concat([length, header]));
  ftruncateSync(file, length.length + header.length + all);
  closeSync(file);
}

it("refuses a tensor whose file was written to after it was opened", () => {
  const path = join(temporaryFolder(), "model.safetensors");
  writeSafetensors(path, { bias: { shape: [2], values: Float32Array.of(1, 2) } });
  const bias = openSafetensors(path).tensors.get("bias");
  writeSafetensors(path, { bias: { shape: [2], values: Float32Array.of(3, 4) } });
  expect(() => bias && float32Of(bias)).toThrow(`${path}: has changed since it was opened`);
});

it("reads from disk what is asked for, and little more than the result is in memory", () => {
  const path = join(temporaryFolder(), "model.safetensors");
  writeSparse(path);
  expect(statSync(path).size).toBeGreaterThan(300 * MEGABYTE);
  const before = process.memoryUsage().arrayBuffers;
  const taken = (): number => (process.memoryUsage().arrayBuffers - before) / MEGABYTE;

  const weight = openSafetensors(path).tensors.get("weight");
  if (!weight) throw new Error("the file holds no weight");
  expect(taken()).toBeLessThan(1);
  expect(float32Of(weight).length).toBe(10 * MEGABYTE);
  expect(taken()).toBeLessThan(46);
});
