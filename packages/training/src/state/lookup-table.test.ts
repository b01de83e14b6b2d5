import { expect, it } from "vitest";
import { createLookupTable, type LookupTable } from "./lookup-table.ts";

const WIDTH = 2;
const create = (): LookupTable =>
  createLookupTable("words", { shape: [5, WIDTH], values: Float32Array.of(0, 1, 10, 11, 20, 21, 30, 31, 40, 41) }, [
    "moment",
  ]);

/** The moment becomes itself plus the gradient, the row itself minus the new moment. */
function descend(table: LookupTable, rows: readonly number[], capacity: number): void {
  const { gradient, read, written } = table.piece(rows, capacity);
  const next = written.slots.moment ?? new Float32Array();
  for (const [index, slope] of gradient.entries()) {
    next[index] = (read.slots.moment?.[index] ?? NaN) + slope;
    written.parameter[index] = (read.parameter[index] ?? NaN) - (next[index] ?? NaN);
  }
  table.commit(rows);
}

it("shows a step the rows of its batch, and changes those rows alone", () => {
  const table = create();
  const { parameter, gradient } = table.bind([3, 1], 4);
  expect([...parameter.subarray(0, 4)]).toEqual([30, 31, 10, 11]);
  gradient.set([1, 2, 3, 4, 9, 9, 9, 9]);
  descend(table, [3, 1], 2);
  expect([...table.stored.parameter]).toEqual([0, 1, 7, 7, 20, 21, 29, 29, 40, 41]);
  expect([...(table.stored.slots.moment ?? [])]).toEqual([0, 0, 3, 4, 0, 0, 1, 2, 0, 0]);
});

it("gives no gradient to the room past the rows, whatever a step left there", () => {
  const table = create();
  table.bind([0], 4).gradient.fill(9);
  const { gradient } = table.piece([0], 4);
  expect([...gradient.subarray(0, 8)]).toEqual([9, 9, 0, 0, 0, 0, 0, 0]);
  expect(gradient.every((slope, index) => index < WIDTH || slope === 0)).toBe(true);
});

it("sums the gradients of several batches, each at its rows' places, for one update", () => {
  const table = create();
  table.bind([3, 1], 2).gradient.set([2, 4, 6, 8]);
  table.accumulate(0.5, Int32Array.of(0, 1), 3);
  table.bind([4, 3], 2).gradient.set([10, 20, 30, 40]);
  table.accumulate(0.5, Int32Array.of(2, 0), 3);
  expect([...table.piece([3, 1, 4], 3).gradient.subarray(0, 6)]).toEqual([16, 22, 3, 4, 5, 10]);
  table.bind([3], 2).gradient.set([1, 1]);
  expect([...table.piece([3], 1).gradient.subarray(0, 2)]).toEqual([1, 1]);
});
