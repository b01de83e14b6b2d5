import { createRng } from "@dalmeum/contracts";
import { f16round } from "@petamoriken/float16";
import { expect, it } from "vitest";
import { shortestDecimal } from "./shortest-decimal.ts";

it("gives back the decimal that a float32 was written from", () => {
  const shortest = (value: number): number => shortestDecimal(Math.fround(value), Math.fround);
  for (let tenths = 0; tenths <= 50; tenths++) expect(shortest(tenths / 10)).toBe(tenths / 10);
  expect(shortest(1.23456789e-30)).toBe(1.2345679e-30);
});

it("rounds to the same float32, extremes as well", () => {
  const rng = createRng(1);
  const bits = new DataView(new ArrayBuffer(4));
  const values = Array.from({ length: 1000 }, () => {
    bits.setUint32(0, rng.integer(2 ** 32));
    return bits.getFloat32(0);
  });
  for (const value of [...values, 0, -0, 2 ** -149, 2 ** 24 + 2, 3.4028234663852886e38, Infinity, NaN]) {
    expect(Math.fround(shortestDecimal(value, Math.fround))).toBe(value);
  }
});

it("gives back the hundredth that a float16 was written from, where float16 tells hundredths apart", () => {
  for (let hundredths = 0; hundredths <= 500; hundredths++) {
    expect(shortestDecimal(f16round(hundredths / 100), f16round)).toBe(hundredths / 100);
  }
});

it("rounds to the same float16, each of them, subnormal and past every number too", () => {
  const half = (bits: number): number => {
    const magnitude =
      (bits & 0x7c00) === 0 ? (bits & 1023) * 2 ** -24 : (1024 + (bits & 1023)) * 2 ** (((bits >> 10) & 31) - 25);
    return bits & 0x8000 ? -magnitude : magnitude;
  };
  const finite = Array.from({ length: 2 ** 16 }, (_, bits) => bits).filter((bits) => (bits & 0x7c00) !== 0x7c00);
  const misses = finite.filter((bits) => !Object.is(f16round(shortestDecimal(half(bits), f16round)), half(bits)));
  expect(misses).toEqual([]);
  expect([Infinity, -Infinity, NaN].map((value) => shortestDecimal(value, f16round))).toEqual([
    Infinity,
    -Infinity,
    NaN,
  ]);
});
