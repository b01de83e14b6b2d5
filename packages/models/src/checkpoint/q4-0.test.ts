import { describe, expect, it } from "vitest";
import { q4RowBytes, unpackQ4 } from "./q4-0.ts";

/** A block of `scale` bits and sixteen equal bytes of nibbles. */
const block = (scale: number, nibbles: number): number[] => [
  scale & 255,
  scale >> 8,
  ...Array<number>(16).fill(nibbles),
];

describe("unpackQ4", () => {
  it("gives (nibble - 8) * scale, the low nibbles before the high ones", () => {
    const nibbles = Array.from({ length: 16 }, (_, index) => index | ((15 - index) << 4));
    const values = unpackQ4(Uint8Array.of(0x00, 0x38, ...nibbles)); // 0x3800 is 0.5
    expect([...values.slice(0, 16)]).toEqual(Array.from({ length: 16 }, (_, index) => (index - 8) * 0.5));
    expect([...values.slice(16)]).toEqual(Array.from({ length: 16 }, (_, index) => (7 - index) * 0.5));
  });

  it.each([
    ["one", 0x3c00, 1],
    ["negative", 0xc000, -2],
    ["smallest subnormal", 0x0001, 2 ** -24],
    ["largest", 0x7bff, 65504],
  ])("reads a float16 scale: %s", (_, bits, scale) => {
    expect([...new Set(unpackQ4(Uint8Array.from(block(bits, 0x99))))]).toEqual([scale]);
  });

  it("reads a view that starts inside its memory", () => {
    const memory = Uint8Array.of(7, ...block(0x3c00, 0xaa));
    expect(unpackQ4(memory.subarray(1))[31]).toBe(2);
  });

  it("refuses part of a block", () => {
    expect(() => unpackQ4(new Uint8Array(20))).toThrow("20 bytes, expected a multiple of 18");
    expect(q4RowBytes(384)).toBe(216);
    expect(q4RowBytes(16)).toBeUndefined();
  });
});
