import { expect, it } from "vitest";
import { table } from "./blocks.ts";

it("refuses a row that has no cell for each column", () => {
  expect(() => table([{ title: "a" }, { title: "b" }], [["1", "2"], ["3"]])).toThrow(
    "table: row 1 has 1 cells, expected 2",
  );
});
