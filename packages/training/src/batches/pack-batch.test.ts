import { describe, expect, it } from "vitest";
import { packBatch, packedTokens } from "./pack-batch.ts";

describe("packBatch", () => {
  // Sequences of 2, 3 and 1 tokens.
  const mask = Float32Array.of(1, 1, 0, 1, 1, 1, 1, 0, 0);
  const shape = { rows: 3, length: 3 };

  it("puts the tokens in their order, then padding; places that are left out read padding", () => {
    expect(packBatch(mask, { ...shape, tokens: 8 })).toEqual({
      packedRows: Int32Array.of(0, 0, 1, 1, 1, 2, 0, 2),
      packedColumns: Int32Array.of(0, 1, 0, 1, 2, 0, 2, 1),
      slots: Int32Array.of(0, 1, 6, 2, 3, 4, 5, 7, 7),
      length: Int32Array.of(3),
    });
  });

  it("puts every place where there is no padding", () => {
    const { slots } = packBatch(new Float32Array(9).fill(1), { ...shape, tokens: 9 });
    expect(slots).toEqual(Int32Array.from({ length: 9 }, (_, place) => place));
  });

  it.each([6, 10])("refuses %i of them", (tokens) => {
    expect(() => packBatch(mask, { ...shape, tokens })).toThrow("expected room for 6 and for padding");
  });
});

describe("packedTokens", () => {
  it("leaves room for padding, and has few sizes", () => {
    const of = { rows: 64, length: 32 };
    const sizes = Array.from({ length: 2048 }, (_, index) => packedTokens(index + 1, of, {}));
    for (const [index, size] of sizes.entries()) {
      const real = index + 1;
      expect(size).toBeGreaterThan(Math.min(real, 2047));
      expect(size).toBeLessThanOrEqual(Math.min(2048, (real + 1) * (1 + 1 / 16)));
    }
    expect(new Set(sizes.filter((size) => size > 1024)).size).toBe(16);
  });

  it("has any size where one graph serves all", () => {
    expect(packedTokens(1500, { rows: 64, length: 32 }, { anyLength: true })).toBe(1501);
  });

  it("computes every place where nearly all are tokens", () => {
    expect(packedTokens(2040, { rows: 64, length: 32 }, {})).toBe(2048);
  });
});
