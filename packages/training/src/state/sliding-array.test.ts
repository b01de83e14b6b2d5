import { expect, it } from "vitest";
import { createSlidingArray } from "./sliding-array.ts";

/** Rewrite every entry as ten times itself, chunk by chunk. */
function rewrite(array: ReturnType<typeof createSlidingArray>): void {
  for (const { read, written } of array.moves()) {
    expect(read.byteOffset + read.byteLength <= written.byteOffset || written.byteOffset < read.byteOffset).toBe(true);
    written.set(read.map((value) => value * 10));
  }
  array.turn();
}

it.each([
  ["many chunks", 7, 2],
  ["one chunk", 3, 3],
  ["a chunk longer than the entries", 3, 5],
])("keeps all entries over turns: %s", (_name, size, chunk) => {
  const array = createSlidingArray(size, chunk);
  const start = Float32Array.from({ length: size }, (_, index) => index + 1);
  array.view(0, size).set(start);
  for (let turn = 1; turn <= 4; turn++) {
    rewrite(array);
    expect(array.view(0, size)).toEqual(start.map((value) => value * 10 ** turn));
  }
});

it("tells where a chunk's entries are, whatever the order of the moves", () => {
  const array = createSlidingArray(5, 2);
  expect(array.moves().map(({ start, read }) => [start, read.length])).toEqual([
    [0, 2],
    [2, 2],
    [4, 1],
  ]);
  array.turn();
  expect(array.moves().map(({ start }) => start)).toEqual([4, 2, 0]);
});

it("gives the same view again every second turn", () => {
  const array = createSlidingArray(4, 2);
  const first = array.view(1, 2);
  array.turn();
  expect(array.view(1, 2)).not.toBe(first);
  array.turn();
  expect(array.view(1, 2)).toBe(first);
});
