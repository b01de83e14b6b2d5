import { expect, it } from "vitest";
import { valueScale } from "../value-scale.ts";
import { axisLines } from "./axis-lines.ts";

it("marks the ticks and writes their numbers below", () => {
  expect(axisLines(valueScale([0, 10], 5).range([0, 30]), 31)).toEqual([
    "+--------------+--------------+",
    "0              5             10",
  ]);
});

it("leaves out a number that has no room", () => {
  expect(axisLines(valueScale([-1e300, 1e300], 5).range([0, 14]), 15)).toEqual(["+------+------+", "-1e+300  1e+300"]);
});
