import { expect, it } from "vitest";
import { parseOutcomes, raceFigures } from "./outcomes.ts";

const { version, outcomes } = parseOutcomes("version,1.2\nfield,0,2 3,1,9\nfield,1,,4,25\n");

it("reads what a peer writes", () => {
  expect(version).toBe("1.2");
  expect(outcomes).toEqual([
    { field: "field", draw: 0, dropped: [2, 3], chosen: [1], asked: 9 },
    { field: "field", draw: 1, dropped: [], chosen: [4], asked: 25 },
  ]);
});

it("refuses what is no outcome", () => {
  expect(() => parseOutcomes("version,1.2\nfield,0,,1,none\n")).toThrow("asked");
});

it("counts losers, winners and runs", () => {
  expect(raceFigures(outcomes, { runs: 25, winner: 1, loser: 2, equal: false }, true)).toEqual({
    ...{ "losers dropped, %": 50, "winners kept, %": 50, "runs, %": 68 },
  });
});

it("counts a choice among equals against who calls it better alone", () => {
  const wrong = (claims: boolean) => raceFigures(outcomes, { runs: 25, equal: true }, claims)["false verdicts, %"];
  expect([true, false].map(wrong)).toEqual([100, 50]);
});
