import { describe, expect, it } from "vitest";
import { addRows, distinctRows, gatherRows, joinRows, scatterRows } from "./lookup-rows.ts";

describe("lookup rows", () => {
  it("numbers distinct ids in the order they come", () => {
    expect(distinctRows(Int32Array.of(7, 3, 7, 9, 3))).toEqual({
      rows: [7, 3, 9],
      local: Int32Array.of(0, 1, 0, 2, 1),
    });
  });

  it("takes rows out and puts them back", () => {
    const table = Float32Array.from({ length: 8 }, (_, index) => index);
    const staging = new Float32Array(6);
    gatherRows(table, [3, 1], 2, staging);
    expect([...staging]).toEqual([6, 7, 2, 3, 0, 0]);
    scatterRows(
      staging.map((value) => -value),
      [3, 1],
      2,
      table,
    );
    expect([...table]).toEqual([0, 1, -2, -3, 4, 5, -6, -7]);
  });

  it("joins the rows of batches and adds each batch's to its places", () => {
    const { rows, places } = joinRows([
      [7, 3],
      [9, 7],
    ]);
    expect(rows).toEqual([7, 3, 9]);
    expect(places).toEqual([Int32Array.of(0, 1), Int32Array.of(2, 0)]);
    const sum = new Float32Array(6);
    for (const each of places) addRows(sum, Float32Array.of(1, 2, 3, 4), each, { width: 2, factor: 0.5 });
    expect(sum).toEqual(Float32Array.of(2, 3, 1.5, 2, 0.5, 1));
  });
});
