import { gapBand } from "@dalmeum/evaluation";
import { toHtml, toText } from "@dalmeum/reports";
import { expectTranslated, scoredPair } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { diagnosePredictions } from "./diagnose-predictions.ts";
import type { Diagnosis } from "./diagnose-run.ts";
import { diagnosisReport } from "./diagnosis-report.ts";

/** Of pairs whose sentences differ in words, in spaces, in punctuation and in nothing. */
function diagnosis(rows: number): Diagnosis {
  const others = ["눈이 온다", "비가온다", "비가 온다.", "비가 온다"];
  const pairs = Array.from({ length: rows }, (_, row) =>
    scoredPair({
      ...{ id: `pair-${row}`, source: row % 3 === 0 ? "" : "news", score: (row * 7) % 6 },
      ...{ sentence1: "비가 온다", sentence2: others[row % 4] ?? "" },
    }),
  );
  const gold = pairs.map(({ score }) => score);
  const predictions = gold.map((score, row) => score / 2 + Math.sin(row));
  const score = (name: string, pearson: number) => ({ name, pairs: rows, pearson });
  return {
    ...{ run: "tiny/seed-1", ground: "dev", pairs: rows, scored: { predictions, gold } },
    gaps: [
      { name: "train less dev", of: [score("train", 0.9), score("dev", 0.8)], gap: gapBand(0.9, rows, 0.8, rows) },
    ],
    ...diagnosePredictions("tiny", { pairs, predictions, gold }, { worst: 3, resamples: 20 }),
  };
}

it.each([
  [120, "구간들이 직선에서 벗어나는지 검정: F("],
  [5, "너무 적음"],
])("a diagnosis of %d pairs is the same in Korean", (rows, more) => {
  const found = diagnosis(rows);
  const korean = diagnosisReport(found, "ko");
  const names = ["tiny", "seed", "pair", "news", "dev", "train", "id", "r", "p", "F"];
  expectTranslated(toHtml(korean), toHtml(diagnosisReport(found)), names);
  const text = toText(korean, { columns: 1000 });
  for (const words of ["tiny/seed-1 진단", `dev ${rows}쌍.`, "train에서 dev까지", "띄어쓰기만", "(없음)", more]) {
    expect(text).toContain(words);
  }
});
