import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { figure, linePlot, paragraph, type Report, table, toText, writeReport } from "../src/index.ts";

it("runs the README's example", () => {
  const folder = mkdtempSync(join(tmpdir(), "reports-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const sweep = linePlot({
    name: "sweep",
    title: "배치 크기마다의 r",
    x: { label: "α" },
    y: { label: "Pearson r" },
    series: [
      { name: "batch 32", points: [{ x: 0, y: 0.83, low: 0.82, high: 0.84 }] },
      { name: "batch 64", points: [{ x: 0, y: 0.84, low: 0.83, high: 0.85 }] },
    ],
    reference: { value: 0.835, label: "control" },
  });
  const report: Report = {
    title: "Sweep of α",
    blocks: [
      paragraph("두 배치 크기를 비교합니다."),
      figure(sweep),
      table([{ title: "batch" }, { title: "r", align: "right" }], [["32", "0.830"]]),
    ],
  };
  const text = toText(report, { columns: 80 });
  writeReport(folder, report);
  expect(text.split("\n").slice(-7)).toEqual([
    "       α",
    "a batch 32   b batch 64   - control",
    "",
    "batch      r",
    "-----  -----",
    "32     0.830",
    "",
  ]);
  expect(readdirSync(folder).sort()).toEqual(["figures", "report.html", "report.md"]);
  expect(readdirSync(join(folder, "figures"))).toEqual(["sweep.svg"]);
});
