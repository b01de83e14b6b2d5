import { describe, expect, it } from "vitest";
import { GraphBuilder } from "../../graph/graph.ts";
import type { ElementType } from "../../graph/value.ts";
import { denseText, numberText } from "./constant-text.ts";

const dense = (values: readonly number[], shape: readonly number[], dtype: ElementType): string => {
  const graph = new GraphBuilder();
  graph.constant(values, shape, dtype);
  const [initializer] = graph.initializers;
  if (!initializer) throw new Error("no constant");
  return denseText(initializer);
};

describe("constants", () => {
  it.each([
    [1, "0x3F800000"],
    [-0, "0x80000000"],
    [0.1, "0x3DCCCCCD"],
    [1e-45, "0x00000001"],
    [Infinity, "0x7F800000"],
    [NaN, "0x7FC00000"],
  ])("writes %d as its bits", (value, text) => {
    expect(numberText(value, "float32")).toBe(text);
  });

  it("writes integers and booleans in words", () => {
    expect([numberText(-3, "int32"), numberText(0, "bool"), numberText(1, "bool")]).toEqual(["-3", "false", "true"]);
  });

  it("writes many numbers as their bytes, the lowest first", () => {
    expect(dense([1, -2], [2], "float32")).toBe('"0x0000803F000000C0"');
    expect(dense([1, -2], [2, 1], "int32")).toBe('"0x01000000FEFFFFFF"');
  });

  it("writes one number, none, and booleans by themselves", () => {
    expect(dense([2.5], [1, 1], "float32")).toBe("0x40200000");
    expect(dense([-7], [1], "int32")).toBe("-7");
    expect(dense([], [0, 3], "float32")).toBe("");
    expect(dense([1, 0, 0, 1], [2, 2], "bool")).toBe("[[true, false], [false, true]]");
  });
});
