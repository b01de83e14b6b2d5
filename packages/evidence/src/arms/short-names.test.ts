import { expect, it } from "vitest";
import { shortNames } from "./short-names.ts";

it.each([
  [[], []],
  [["a:x=1"], ["a:x=1"]],
  [
    ["a:x=1,y=2", "a:x=1,y=3"],
    ["y=2", "y=3"],
  ],
  [
    ["a:x=1,y=2", "a:x=2,y=2"],
    ["x=1,y=2", "x=2,y=2"],
  ],
  [
    ["a:x=1", "a"],
    ["a:x=1", "a"],
  ],
  [
    ["a:x=1", "b:x=1"],
    ["a:x=1", "b:x=1"],
  ],
  [
    ["a", "a"],
    ["a", "a"],
  ],
])("%j are %j", (names, expected) => {
  expect(shortNames(names)).toEqual(expected);
});
