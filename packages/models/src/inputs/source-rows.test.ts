import { createRng } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { withSourceRows } from "./source-rows.ts";

describe("withSourceRows", () => {
  const words = { shape: [3, 50], values: new Float32Array(150).fill(1) };
  const options = { wordTable: "words", rng: createRng(1), deviation: 0.02 };

  it("adds a row of the word table for each source, and keeps the others", () => {
    const { words: extended } = withSourceRows({ words }, { ...options, sources: ["petition", "slack"] });
    expect(extended?.shape).toEqual([5, 50]);
    expect(extended?.values.slice(0, 150)).toEqual(words.values);
    const added = extended?.values.slice(150) ?? new Float32Array();
    // Five standard errors of a deviation from 100 values.
    expect(Math.abs(Math.hypot(...added) / 10 - 0.02)).toBeLessThan((5 * 0.02) / Math.sqrt(200));
  });

  it("changes nothing without sources", () => {
    const parameters = { words };
    expect(withSourceRows(parameters, { ...options, sources: [] })).toBe(parameters);
  });
});
