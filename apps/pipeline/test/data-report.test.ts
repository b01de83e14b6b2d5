import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { createWorkspace } from "./workspace.ts";

const HEADER = "id,source,sentence_1,sentence_2";
const files = {
  "odd/train.csv": [
    `${HEADER},label,binary-label`,
    "a,news,비가 온다.,눈이\u200b 온다.,1.5,0",
    "b,news,눈이 온다.,비가 온다.,2,0",
    `c,forum,"<b>${"가".repeat(130)}</b>",웃기다 ㅋㅋ,4,1`,
    "",
  ].join("\n"),
  "odd/dev.csv": `${HEADER},label,binary-label\nd,news,같은 문장,같은 문장,4.5,1\n`,
  "odd/test.csv": `${HEADER}\nt,news,해가 뜬다.,비가 온다.\n`,
};

it("says what the data is like, with examples, no line wider than the terminal", async () => {
  const { code, stdout, stderr } = await dalmeum(createWorkspace(files), "data report odd");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^Data of odd\n=+\n\ntrain: 3 rows, dev: 1 rows, test: 1 rows\.\n/);
  expect(stdout).toContain("- b, a (2, 1.5): 눈이 온다. | 비가 온다.");
  expect(stdout).toContain("- a (1.5): 눈이<U+200B> 온다.");
  expect(stdout).toContain("- c (4): 웃기다 ㅋㅋ");
  expect(stdout).toMatch(/test +train +1 +1 \(100\.0 %\)/);
  const width = (line: string): number => line.replace(/[\u1100-\u11ff\u3131-\ud7a3]/gu, "xx").length;
  expect(Math.max(...stdout.split("\n").map(width))).toBeLessThanOrEqual(100);
});

it("writes a page and its figures, and says where", async () => {
  const root = createWorkspace(files);
  const { stdout } = await dalmeum(root, "data report odd --output reports/odd");
  expect(stdout).toMatch(/reports\/odd: report\.md and report\.html\n$/);
  expect(readdirSync(join(root, "reports/odd")).toSorted()).toEqual(["figures", "report.html", "report.md"]);
  expect(readdirSync(join(root, "reports/odd/figures")).toSorted()).toEqual([
    "lengths.svg",
    "scores-dev.svg",
    "scores-train.svg",
  ]);
  expect(readFileSync(join(root, "reports/odd/report.html"), "utf8")).not.toContain("<b>가");
});

it("says it in Korean", async () => {
  const { code, stdout, stderr } = await dalmeum(createWorkspace(files), "data report odd --language ko");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^odd의 데이터\n=+\n\ntrain 3행, dev 1행, test 1행\.\n/);
});

it("prints the analysis as JSON", async () => {
  const { stdout } = await dalmeum(createWorkspace(files), "data report odd --json");
  const analysis: unknown = JSON.parse(stdout);
  expect(analysis).toMatchObject({ rows: { train: 3, dev: 1, test: 1 }, binaryLabel: { threshold: 4 } });
});

it.each([
  ["data report none", /found no folder none\..* There are: .*datasets\//],
  [
    "data report experiments",
    /experiments: found no training file, expected one of train\.csv or train\.parquet or train\.jsonl/,
  ],
  ["data report", /Expected argument for folder/],
])("refuses %s", async (commandLine, message) => {
  const { code, stderr } = await dalmeum(createWorkspace(files), commandLine);
  expect(stderr).toMatch(message);
  expect(code).not.toBe(0);
});
