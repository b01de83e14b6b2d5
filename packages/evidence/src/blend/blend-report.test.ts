import { toHtml, toText } from "@dalmeum/reports";
import { expectTranslated } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { blendReport } from "./blend-report.ts";

it("what a blend learned is the same in Korean", () => {
  const adds = { estimate: 0.012, low: 0.004, high: 0.02, level: 0.95 };
  const blend = {
    members: [
      { experiment: "strong", weight: 0.75, pearson: 0.9, without: 0.88, adds },
      { experiment: "weak", weight: 0.25, pearson: 0.8, without: null, adds: null },
    ],
    modules: [{ modules: ["maeLoss"], members: ["weak"], without: 0.91, adds }],
    ...{ fitted: 0.93, nested: 0.92 },
    postProcessing: [{ name: "isotonic", pearson: 0.925, gain: adds }],
  };
  const korean = blendReport("blend", blend, "ko");
  const names = ["blend", "strong", "weak", "maeLoss", "isotonic", "out-of-fold", "r"];
  expectTranslated(toHtml(korean), toHtml(blendReport("blend", blend)), names);
  const text = toText(korean, { columns: 100 });
  for (const words of ["blend: 구성원 2개의 앙상블", "그중 +0.0100만큼은", "후처리"]) expect(text).toContain(words);
});
