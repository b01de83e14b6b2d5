import { expect, it } from "vitest";
import { HOSTILE_TEXTS } from "../../test/hostile-texts.ts";
import { parsedSvg, readableTexts } from "../../test/parsed-svg.ts";
import { printable } from "../printable.ts";
import { barPlot } from "./bar-plot.ts";

const slices = barPlot({
  name: "slices",
  title: "조각마다의 r",
  label: "slice",
  value: "Pearson r",
  bars: [
    { label: "띄어쓰기만 다름", value: 0.5, low: 0.25, high: 0.75 },
    { label: "short", value: 1 },
    { label: "음수", value: -0.5 },
    { label: "empty", value: null },
  ],
});

it("draws bars from 0, as long as their values", () => {
  const widths = parsedSvg(slices.svg)
    .filter(({ name, attributes }) => name === "rect" && attributes.class === "series-0")
    .map(({ attributes }) => Number(attributes.width));
  expect(widths).toHaveLength(3);
  expect(Number(widths[1]) / Number(widths[0])).toBeCloseTo(2, 2);
  expect(Number(widths[2]) / Number(widths[0])).toBeCloseTo(1, 2);
});

it("names every bar and its numbers, and says where there are none", () => {
  const texts = readableTexts(slices.svg);
  for (const label of ["띄어쓰기만 다름", "short", "음수", "empty", "slice", "Pearson r"])
    expect(texts).toContain(label);
  for (const value of ["0.500 [0.250, 0.750]", "1.000", "-0.500", "none"]) expect(texts).toContain(value);
});

it("draws the same in a terminal", () => {
  expect(slices.text(70)).toEqual([
    "slice",
    "띄어쓰기만 다름                 ####|---o--|      0.500 [0.250, 0.750]",
    "short                           ################  1.000",
    "음수                     ########                 -0.500",
    "empty                           |                 none",
    "                 +--------------+--------------+",
    "                 -1             0              1",
    "                 Pearson r",
  ]);
});

it("tells a reader who does not see it what it shows", () => {
  const [svg, title] = parsedSvg(slices.svg);
  expect(svg?.attributes).toMatchObject({ role: "img", "aria-label": "조각마다의 r" });
  expect(title).toMatchObject({ name: "title", text: "조각마다의 r" });
});

it("keeps hostile labels plain", () => {
  const [title = ""] = HOSTILE_TEXTS;
  const bars = HOSTILE_TEXTS.map((label, value) => ({ label, value }));
  const { svg } = barPlot({ name: "hostile", title, label: title, value: title, bars });
  const elements = parsedSvg(svg);
  expect(readableTexts(svg)).toEqual(
    expect.arrayContaining(HOSTILE_TEXTS.map(printable).filter((text) => text.length < 30)),
  );
  expect(new Set(elements.map(({ name }) => name))).toEqual(new Set(["svg", "title", "style", "rect", "text", "path"]));
});

it.each([
  ["no bars", []],
  ["one bar of 0", [0]],
  ["equal bars", [3, 3]],
  ["the largest numbers", [1e300, -1e300]],
  ["the smallest number", [Number.MIN_VALUE]],
  ["nothing that is a number", [NaN, Infinity, -Infinity]],
])("draws %s", (_, values) => {
  const bars = values.map((value) => ({ label: "a", value }));
  const { svg, text } = barPlot({ name: "extreme", title: "", label: "", value: "", bars });
  expect(
    parsedSvg(svg)
      .flatMap(({ attributes }) => Object.values(attributes))
      .join(" "),
  ).not.toMatch(/NaN|Infinity/);
  expect(text(40).join("")).not.toMatch(/NaN|Infinity|undefined/);
});
