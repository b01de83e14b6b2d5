import { expect, it } from "vitest";
import { syntheticBoard } from "./synthetic-board.ts";

it("is plain data, the same each time", () => {
  const board = syntheticBoard({ runs: 500 });
  expect(JSON.parse(JSON.stringify(board))).toEqual(board);
  expect(syntheticBoard({ runs: 500 })).toEqual(board);
  expect(board.experiments).toHaveLength(125);
});

it("names each piece once, and in letters that any file and address can have", () => {
  const { pieces } = syntheticBoard({ runs: 60 }).index;
  expect(new Set(pieces).size).toBe(pieces.length);
  for (const piece of pieces) expect(piece).toMatch(/^[a-z0-9-]+$/);
});
