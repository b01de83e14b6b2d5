import type { RaceStanding } from "@dalmeum/evaluation";
import { toHtml, toText } from "@dalmeum/reports";
import { expectTranslated } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { type FinishedRace, raceReport } from "./race-report.ts";

const standing = (alpha: number, changed: Partial<RaceStanding>): RaceStanding => ({
  ...{ name: `tiny:alpha=${alpha}`, seeds: 2, verdict: "undecided", state: "racing", seedsToSettle: 7 },
  difference: { estimate: 0.02, low: 0.01, high: 0.03, level: 0.99 },
  ...changed,
});

const race: FinishedRace = {
  ...{ experiment: "tiny", metric: "pearson", smallestDifference: 0.002, swept: ["alpha"], seeds: 3 },
  runs: { asked: 9, whole: 15 },
  families: [
    {
      control: "tiny:alpha=1",
      treatments: [],
      standings: [
        standing(0, { verdict: "supported", state: "settled", seedsToSettle: null }),
        standing(0.1, { verdict: "refuted", state: "settled", seedsToSettle: null }),
        standing(0.2, { state: "out of reach", seedsToSettle: null, seeds: 1 }),
        standing(0.3, { difference: { estimate: 0.004, low: NaN, high: NaN, level: 0.99 } }),
      ],
    },
  ],
  failed: [{ experiment: "tiny:alpha=9", key: { seed: 1 }, reason: "NaN" }],
  warnings: ["2 of 9 runs: 코드가 다르다"],
};

it("a race is the same in Korean", () => {
  const korean = raceReport(race, "ko");
  expectTranslated(toHtml(korean), toHtml(raceReport(race)), ["tiny", "alpha", "r", "NaN", "of", "runs"]);
});

it("tells each verdict, and who is out of reach", () => {
  const lines = toText(raceReport(race), { columns: 120 }).split("\n");
  expect(lines.filter((line) => line.startsWith("alpha=")).map((line) => line.split(/ {2,}/))).toEqual([
    ["alpha=0", "2", "+0.0200", "0.0100 .. 0.0300", "supported"],
    ["alpha=0.1", "2", "+0.0200", "0.0100 .. 0.0300", "refuted"],
    ["alpha=0.2", "1", "+0.0200", "0.0100 .. 0.0300", "undecided, out of reach", "more than 1,000"],
    ["alpha=0.3", "2", "+0.0040", "undecided", "7"],
  ]);
  expect(lines.join("\n")).toContain("9 of the 15 runs of a whole sweep were asked for");
  expect(lines.join("\n")).toContain("- 2 of 9 runs: 코드가 다르다");
  expect(lines.join("\n")).toContain("- tiny:alpha=9, seed 1: NaN");
});
