import { describe, expect, it } from "vitest";
import { parseCorrelation, parseCount, parseDifference, parseSeed } from "./numbers.ts";

describe.each([
  ["a count", parseCount, ["1", "20", "+3", "1e3"], [1, 20, 3, 1000], ["0", "-1", "1.5", "9007199254740993"]],
  ["a seed", parseSeed, ["0", "7"], [0, 7], ["-1", "0.5"]],
  ["a correlation", parseCorrelation, ["0.91", "-1", ".5", "1e-2"], [0.91, -1, 0.5, 0.01], ["92", "-1.01", "1e999"]],
  ["a difference", parseDifference, ["0", "0.002", "-2"], [0, 0.002, -2], ["-2.1", "3"]],
] as const)("%s", (_, parse, taken, values, others) => {
  it("is taken as people write it", () => {
    expect(taken.map(parse)).toEqual(values);
  });

  it.each([
    ...others,
    "",
    " ",
    "0x1",
    "0b1",
    "0o7",
    "1_000",
    "1,000",
    "1 ",
    " 1",
    "\n1",
    "１",
    "Infinity",
    "NaN",
    "--1",
  ])("is not %j", (text) => {
    expect(() => parse(text)).toThrow(`found "${text}", expected `);
  });
});
