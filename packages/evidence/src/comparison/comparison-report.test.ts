import { compareArms } from "@dalmeum/evaluation";
import { toHtml, toText } from "@dalmeum/reports";
import { expectTranslated } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import type { ComparedExperiments } from "./compare-experiments.ts";
import { comparisonReport } from "./comparison-report.ts";
import { settledVerdicts } from "./settled-verdicts.ts";

const GOLD = Array.from({ length: 40 }, (_, row) => (row * 7) % 6);

/** Predictions that are off by `noise`, one list a seed. */
const arm = (name: string, noise: number, seeds: number) => ({
  name,
  seeds: Array.from({ length: seeds }, (_, seed) =>
    GOLD.map((score, row) => score + noise * Math.sin(1 + row * 3 + seed * 5)),
  ),
});

function compared(treatments: readonly (readonly [ReturnType<typeof arm>, number])[], seeds = 2): ComparedExperiments {
  const control = arm("weak", 3, seeds);
  const comparisons = treatments.map(([treatment, smallestDifference]) =>
    compareArms({ control, treatment, gold: GOLD, smallestDifference, resamples: 50 }),
  );
  const verdicts = settledVerdicts(comparisons);
  return {
    ...{ control: "weak", metric: "pearson", ground: "dev", pairs: GOLD.length, warnings: [], runs: [] },
    treatments: treatments.flatMap(([{ name }, smallestDifference], index) => {
      const [comparison, corrected] = [comparisons[index], verdicts[index]];
      return comparison && corrected ? [{ name, smallestDifference, comparison, corrected }] : [];
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
  ["with itself", compared([[arm("weak", 3, 2), 0]]), ["검정할 것이 없다"]],
])("a comparison %s", (_, found, words) => {
  it("is the same in Korean", () => {
    const korean = comparisonReport(found, "ko");
    expectTranslated(toHtml(korean), toHtml(comparisonReport(found)), NAMES);
    expect(toHtml(korean)).toContain('<html lang="ko">');
    for (const word of words) expect(toText(korean, { columns: 1000 })).toContain(word);
  });
});
