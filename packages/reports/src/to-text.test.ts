import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { HOSTILE_TEXTS } from "../test/hostile-texts.ts";
import { figure, heading, list, paragraph, table } from "./blocks.ts";
import { barPlot } from "./plots/bar-plot.ts";
import { toText } from "./to-text.ts";

const textOf = (columns: number, ...blocks: Parameters<typeof toText>[0]["blocks"]) =>
  toText({ title: "보고서", blocks }, { columns }).split("\n").slice(3);

const pairs = table(
  [{ title: "id" }, { title: "문장 1" }, { title: "sentence 2" }, { title: "score", align: "right" }],
  [
    ["train-00001", "한 남자가 기타를 치고 있다.", "A man is playing a guitar.", "5"],
    ["b", "비행기가 이륙한다.", "비행기 한 대가 활주로를 달려 이륙하고 있다.", "4.25"],
  ],
);

it("aligns columns by Hangul's double width", () => {
  expect(textOf(100, pairs)).toEqual([
    "id           문장 1                       sentence 2                                   score",
    "-----------  ---------------------------  -------------------------------------------  -----",
    "train-00001  한 남자가 기타를 치고 있다.  A man is playing a guitar.                       5",
    "b            비행기가 이륙한다.           비행기 한 대가 활주로를 달려 이륙하고 있다.   4.25",
    "",
  ]);
});

it("wraps cells between words where a table is too wide", () => {
  expect(textOf(60, pairs)).toEqual([
    "id           문장 1               sentence 2           score",
    "-----------  -------------------  -------------------  -----",
    "train-00001  한 남자가 기타를     A man is playing a       5",
    "             치고 있다.           guitar.",
    "b            비행기가 이륙한다.   비행기 한 대가        4.25",
    "                                  활주로를 달려",
    "                                  이륙하고 있다.",
    "",
  ]);
});

it("makes rows into lists where columns have no room", () => {
  expect(textOf(40, pairs).slice(0, 4)).toEqual([
    "- id: train-00001",
    "  문장 1: 한 남자가 기타를 치고 있다.",
    "  sentence 2: A man is playing a guitar.",
    "  score: 5",
  ]);
});

it("cuts a cell after six lines", () => {
  const lines = textOf(60, table([{ title: "a" }, { title: "b" }], [["x".repeat(10_000), "y"]]));
  expect(lines).toHaveLength(2 + 6 + 1);
  expect(lines.at(-2)).toBe("...");
});

it("breaks Hangul between words, and inside one only where it is longer than a line", () => {
  expect(textOf(20, paragraph("짧은 낱말은 나누지 않고 긴낱말만나눕니다여기에서요"))).toEqual([
    "짧은 낱말은 나누지",
    "않고 긴낱말만나눕니",
    "다여기에서요",
    "",
  ]);
});

it("indents what follows of a list's item", () => {
  expect(textOf(20, list(["하나", "둘째 항목은 조금 길다"]))).toEqual(["- 하나", "- 둘째 항목은 조금", "  길다", ""]);
});

it("underlines headings as wide as they are", () => {
  expect(textOf(40, heading("점수 a"))).toEqual(["점수 a", "------", ""]);
});

describe.each([20, 40, 60, 100, 200])("at %i columns", (columns) => {
  const bars = HOSTILE_TEXTS.map((label, index) => ({ label, value: index, low: index - 1, high: index + 1 }));
  const everything = toText(
    {
      title: HOSTILE_TEXTS.join(" "),
      blocks: [
        ...HOSTILE_TEXTS.flatMap((text) => [heading(text), paragraph(text)]),
        list(HOSTILE_TEXTS),
        table(
          [{ title: "text" }, { title: "number", align: "right" }],
          HOSTILE_TEXTS.map((text) => [text, "0.5"]),
        ),
        figure(barPlot({ name: "bars", title: "hostile", label: "text", value: "number", bars })),
      ],
    },
    { columns },
  );

  it("has no line that is too wide, and none that ends in a space", () => {
    for (const line of everything.split("\n")) {
      expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      expect(line).toBe(line.trimEnd());
    }
  });

  it("has no character that a terminal obeys", () => {
    expect(everything.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });
});
