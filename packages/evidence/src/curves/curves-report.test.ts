import { toHtml, toText } from "@dalmeum/reports";
import { expectTranslated } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { curvesReport } from "./curves-report.ts";

const scores = [
  { step: 50, devPearson: 0.5 },
  { step: 100, devPearson: 0.7 },
];
const curves = [
  { experiment: "tiny", key: { seed: 1 }, scores, reachedAt: 100 },
  { experiment: "tiny", key: { seed: 2, fold: 3 }, scores, reachedAt: null },
  { experiment: "other", key: { seed: 1 }, scores: [], reachedAt: null },
];

it.each([[0.65], [undefined]])("curves and when they reached %s are the same in Korean", (reach) => {
  const korean = curvesReport(curves, { reach, language: "ko" });
  expectTranslated(toHtml(korean), toHtml(curvesReport(curves, { reach })), [
    ...["tiny", "other", "dev", "hooks", "trackDev"],
  ]);
  const text = toText(korean, { columns: 100 });
  for (const words of ["실행 3개 중 1개", "시드 2, 폴드 3", "업데이트"]) expect(text).toContain(words);
  expect(text.includes("이르지 못함")).toBe(reach !== undefined);
});
