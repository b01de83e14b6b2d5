import { createRng, UserError } from "@dalmeum/contracts";
import { scoredPair } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { fillTemplate } from "./sentence-template.ts";
import { withSourceRows } from "./source-rows.ts";
import { sourceTokens } from "./source-tokens.ts";

describe("fillTemplate", () => {
  it("puts the sentence where the template says", () => {
    expect(fillTemplate("query: {sentence}")("비가 온다")).toBe("query: 비가 온다");
    expect(fillTemplate("「{sentence}」")("$& {sentence}")).toBe("「$& {sentence}」");
  });

  it.each(["", "query: ", "{sentence} {sentence}"])("refuses the template %j", (template) => {
    expect(() => fillTemplate(template)).toThrow(UserError);
    expect(() => fillTemplate(template)).toThrow("expected {sentence} in it once");
  });
});

describe("sourceTokens", () => {
  const tokens = sourceTokens(["petition", "slack"], 3);
  const sequence = { inputIds: [0, 2, 1], tokenTypeIds: [0, 0, 1] };

  it("puts the source after the first token", () => {
    expect(tokens.insert(scoredPair({ source: "slack" }), sequence)).toEqual({
      inputIds: [0, 4, 2, 1],
      tokenTypeIds: [0, 0, 0, 1],
    });
  });

  it("refuses a source that it has no token for", () => {
    expect(() => tokens.insert(scoredPair({ id: "p7", source: "nsmc" }), sequence)).toThrow(
      'p7: found source "nsmc", expected one of petition, slack',
    );
  });

  it("changes nothing without sources", () => {
    const none = sourceTokens([], 3);
    expect(none.insert(scoredPair(), sequence)).toBe(sequence);
    expect(none.added).toBe(0);
  });
});

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
