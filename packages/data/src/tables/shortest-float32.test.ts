import { createRng } from "@dalmeum/contracts";
import { expect, it } from "vitest";
import { shortestFloat32 } from "./shortest-float32.ts";

it("gives back the decimal that a float32 was written from", () => {
  for (let tenths = 0; tenths <= 50; tenths++) expect(shortestFloat32(Math.fround(tenths / 10))).toBe(tenths / 10);
  expect(shortestFloat32(Math.fround(1.23456789e-30))).toBe(1.2345679e-30);
});

it("rounds to the same float32, extremes as well", () => {
  const rng = createRng(1);
  const bits = new DataView(new ArrayBuffer(4));
  const values = Array.from({ length: 1000 }, () => {
    bits.setUint32(0, rng.integer(2 ** 32));
    return bits.getFloat32(0);
  });
  for (const value of [...values, 0, -0, 2 ** -149, 2 ** 24 + 2, 3.4028234663852886e38, Infinity, NaN]) {
    expect(Math.fround(shortestFloat32(value))).toBe(value);
  }
});
