import { expect, it } from "vitest";
import { density } from "./density.ts";

it.each([
  [0, [[1, 1]]],
  [1, [[1, 1]]],
  [
    6,
    [
      [1, 1],
      [2, 3],
      [4, 6],
    ],
  ],
  [
    31,
    [
      [1, 1],
      [2, 3],
      [4, 7],
      [8, 15],
      [16, 31],
    ],
  ],
  [
    32,
    [
      [1, 2],
      [3, 8],
      [9, 26],
      [27, 32],
    ],
  ],
])("divides up to %i points at one place into steps", (largest, ranges) => {
  const { step, ranges: found } = density(largest);
  expect(found).toEqual(ranges);
  for (const [index, [least = NaN, most = NaN]] of ranges.entries())
    expect([step(least), step(most)]).toEqual([index, index]);
});
