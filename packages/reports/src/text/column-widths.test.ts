import { expect, it } from "vitest";
import { columnWidths } from "./column-widths.ts";

const text = (needed: number) => ({ needed, mayWrap: true });
const numbers = (needed: number) => ({ needed, mayWrap: false });

it("gives each what it needs where there is room", () => {
  expect(columnWidths([text(20), numbers(5)], 25)).toEqual([20, 5]);
});

it("takes from the widest first, and no more than is missing", () => {
  expect(columnWidths([text(14), text(40), numbers(8)], 49)).toEqual([14, 27, 8]);
  expect(columnWidths([text(30), text(10_000), numbers(8)], 48)).toEqual([20, 20, 8]);
});

it("has no widths where numbers would break or text would be too narrow to read", () => {
  expect(columnWidths([numbers(30), numbers(30)], 50)).toBeUndefined();
  expect(columnWidths([text(100), text(100)], 23)).toBeUndefined();
});
