import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { figure } from "./blocks.ts";
import { barPlot } from "./plots/bar-plot.ts";
import { toHtml } from "./to-html.ts";
import { toMarkdown } from "./to-markdown.ts";
import { writeReport } from "./write-report.ts";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "reports-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

const bars = (name: string) =>
  barPlot({ name, title: name, label: "", value: "", bars: [{ label: "하나", value: 1 }] });
const reportOf = (...names: readonly string[]) => ({
  title: "보고서",
  blocks: names.map((name) => figure(bars(name))),
});

it("writes the report in both forms, and its figures", () => {
  const folder = join(temporaryFolder(), "new", "report");
  writeReport(folder, reportOf("first"));
  expect(readdirSync(folder).sort()).toEqual(["figures", "report.html", "report.md"]);
  expect(readFileSync(join(folder, "report.md"), "utf8")).toBe(toMarkdown(reportOf("first")));
  expect(readFileSync(join(folder, "report.html"), "utf8")).toBe(toHtml(reportOf("first")));
  expect(readFileSync(join(folder, "figures", "first.svg"), "utf8")).toBe(bars("first").svg);
});

it("leaves no figure of an older report, and no folder without figures", () => {
  const folder = temporaryFolder();
  writeReport(folder, reportOf("first", "second"));
  writeReport(folder, reportOf("second", "third"));
  expect(readdirSync(join(folder, "figures")).sort()).toEqual(["second.svg", "third.svg"]);
  writeReport(folder, reportOf());
  expect(readdirSync(folder).sort()).toEqual(["report.html", "report.md"]);
});

it("leaves files that are no figures", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "figures"));
  writeFileSync(join(folder, "figures", "notes.txt"), "mine");
  writeReport(folder, reportOf());
  expect(readdirSync(join(folder, "figures"))).toEqual(["notes.txt"]);
});

it.each(["../escape", "a/b", "a\\b", "..", "", "한글", "UPPER", "a".repeat(81)])("refuses the name %j", (name) => {
  const folder = join(temporaryFolder(), "report");
  expect(() => {
    writeReport(folder, reportOf(name));
  }).toThrow("names of figures: 1 problem");
  expect(existsSync(folder)).toBe(false);
});

it("refuses two figures of one name", () => {
  expect(() => {
    writeReport(temporaryFolder(), reportOf("same", "same"));
  }).toThrow("same: two figures have this name");
});

it("refuses to write figures through a link", () => {
  const folder = temporaryFolder();
  const elsewhere = temporaryFolder();
  symlinkSync(elsewhere, join(folder, "figures"));
  expect(() => {
    writeReport(folder, reportOf("first"));
  }).toThrow("found a link, expected a folder");
  expect(readdirSync(elsewhere)).toEqual([]);
});
