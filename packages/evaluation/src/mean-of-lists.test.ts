import { expect, it } from "vitest";
import { meanOfLists } from "./mean-of-lists.ts";

it("is each entry's mean", () => {
  expect(Array.from(meanOfLists([[1, 2, 3], Float32Array.of(3, 6, -3)]))).toEqual([2, 4, 0]);
  expect(Array.from(meanOfLists([]))).toEqual([]);
});
