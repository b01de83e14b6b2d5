import { compareArms } from "@dalmeum/evaluation";
import { toHtml, toText } from "@dalmeum/reports";
import { expectTranslated } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import type { ComparedExperiments } from "./compare-experiments.ts";
import { comparisonReport } from "./comparison-report.ts";
import { earlyVerdicts } from "./early-verdicts.ts";
import { settledVerdicts } from "./settled-verdicts.ts";

const GOLD = Array.from({ length: 40 }, (_, row) => (row * 7) % 6);

/** Predictions that are off by `noise`, one list a seed. */
const arm = (name: string, noise: number, seeds: number) => ({
  name,
  seeds: Array.from({ length: seeds }, (_, seed) =>
    GOLD.map((score, row) => score + noise * Math.sin(1 + row * 3 + seed * 5)),
  ),
});

function compared(
  treatments: readonly (readonly [ReturnType<typeof arm>, number])[],
  seeds = 2,
  planned = seeds,
): ComparedExperiments {
  const control = arm("weak", 3, seeds);
  const comparisons = treatments.map(([treatment, smallestDifference]) =>
    compareArms({ control, treatment, gold: GOLD, smallestDifference, resamples: 50 }),
  );
  const verdicts = settledVerdicts(comparisons);
  return {
    ...{ control: "weak", metric: "pearson", ground: "dev", pairs: GOLD.length, warnings: [], runs: [] },
    treatments: treatments.flatMap(([treatment, smallestDifference], index) => {
      const { name } = treatment;
      const [comparison, corrected] = [comparisons[index], verdicts[index]];
      const early = earlyVerdicts({
        ...{ control, treatment, treatments: treatments.map(([each]) => each) },
        ...{ gold: GOLD, seeds: planned, metric: "pearson", smallestDifference },
      });
      return comparison && corrected ? [{ name, smallestDifference, comparison, corrected, early }] : [];
    }),
  };
}

/** One that no number of seeds would settle. */
function unsettled(examplesToSettle: number): ComparedExperiments {
  const { treatments, ...rest } = compared([[arm("close", 2.9, 2), 0]]);
  return {
    ...rest,
    treatments: treatments.map((treatment) => ({
      ...treatment,
      comparison: { ...treatment.comparison, seedsToSettle: null, examplesToSettle },
    })),
  };
}

const NAMES = ["weak", "strong", "close", "dev", "r", "rho", "p", "Holm", "Williams", "t", "out-of-fold"];

describe.each<[string, ComparedExperiments, readonly string[]]>([
  ["supported", compared([[arm("strong", 0.1, 2), 0.005]]), ["지지:", "의미 있는 최소 차이 0.0050"]],
  ["refuted", { ...compared([[arm("strong", 0.1, 2), 1.5]]), ground: "out-of-fold" }, ["기각:", "표준오차"]],
  ["of one seed", { ...compared([[arm("close", 2.9, 1), 0]], 1), metric: "spearman" }, ["판단 보류:", "더 학습할 것"]],
  [
    "undecided, of two",
    compared([
      [arm("close", 2.9, 2), 0],
      [arm("strong", 2.5, 2), 0.1],
    ]),
    ["판정하려면"],
  ],
  ["that only more examples settle", unsettled(12_345), ["예제 약 12,345개"]],
  [
    "that is settled before all seeds",
    compared([[arm("strong", 0.1, 2), 0]], 2, 5),
    ["남은 시드 3개는 학습하지 않아도 된다"],
  ],
  ["that the next seed may settle", compared([[arm("strong", 2.2, 2), 0]], 2, 3), ["남은 시드 1개를 학습할 것"]],
  ["that seeds are not likely to settle", compared([[arm("close", 2.95, 2), 0]], 2, 3), ["도달 불가"]],
  ["with itself", compared([[arm("weak", 3, 2), 0]]), ["검정할 것이 없다"]],
])("a comparison %s", (_, found, words) => {
  it("is the same in Korean", () => {
    const korean = comparisonReport(found, "ko");
    expectTranslated(toHtml(korean), toHtml(comparisonReport(found)), NAMES);
    expect(toHtml(korean)).toContain('<html lang="ko">');
    for (const word of words) expect(toText(korean, { columns: 1000 })).toContain(word);
  });
});

it.each<[string, number, number, string]>([
  [
    "settled, and needs no more",
    0.1,
    5,
    "Raced, after 1, 2 of 5 seeds: undecided, supported. Settled after 2: the 3 seeds",
  ],
  ["settled by all", 0.1, 2, "Raced, after 1, 2 of 2 seeds: undecided, supported. Settled after 2.\n"],
  [
    "still racing",
    2.2,
    3,
    "Raced, after 1, 2 of 3 seeds: undecided, undecided. Not settled yet: train the 1 seed that is left.",
  ],
  ["out of reach", 2.95, 3, "undecided. Out of reach: the 1 seed that is left is not likely to settle it."],
  ["not settled by all", 2.4, 2, "undecided. Not settled.\n"],
])("tells in a line what each seed told: %s", (_, noise, planned, line) => {
  const text = toText(comparisonReport(compared([[arm("treated", noise, 2), 0]], 2, planned)), { columns: 1000 });
  expect(text).toContain(line);
});
