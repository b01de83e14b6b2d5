import { toHtml, toText } from "@dalmeum/reports";
import { expectTranslated } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { type FinishedSweep, sweepReport } from "./sweep-report.ts";

const interval = (perSeed: readonly number[]) => ({ estimate: 0.8, low: 0.7, high: 0.85, level: 0.95, perSeed });

function sweep(values: readonly (number | string)[], perSeed: readonly number[]): FinishedSweep {
  return {
    ...{ experiment: "tiny", metric: "spearman", warnings: [], swept: [{ name: "alpha", values }] },
    results: values.map((alpha) => ({
      ...{ experiment: "tiny", settings: { alpha }, ground: "dev", pairs: 1500, trainGap: 0.02 },
      interval: interval(perSeed),
    })),
    failed: [
      { experiment: "tiny:alpha=9", key: { seed: 1, fold: 2 }, reason: null },
      { experiment: "tiny:alpha=8", key: { seed: 3 }, reason: "NaN" },
    ],
  };
}

it.each<[string, FinishedSweep, string]>([
  ["of numbers", sweep([0, 0.5, 1], [0.79, 0.81]), "다른 예제와 다른 시드가"],
  ["of names, with one seed", sweep(["weighted", "first"], [0.8]), "시드 하나로는"],
  ["of which nothing was trained", sweep([], []), "실행이 다 있는 점이 없다."],
])("a sweep %s is the same in Korean", (_, found, words) => {
  const korean = sweepReport(found, "ko");
  expectTranslated(toHtml(korean), toHtml(sweepReport(found)), [
    ...["tiny", "alpha", "weighted", "first", "NaN", "rho", "dev", "train", "held-out", "npx", "dalmeum", "compare"],
  ]);
  const text = toText(korean, { columns: 200 });
  for (const said of [words, "- tiny:alpha=9, 시드 1, 폴드 2: 학습하지 않음"]) expect(text).toContain(said);
});
