import { expect, it } from "vitest";
import { HOSTILE_TEXTS } from "../../test/hostile-texts.ts";
import { parsedSvg, readableTexts } from "../../test/parsed-svg.ts";
import { linePlot } from "./line-plot.ts";

const axes = { name: "plot", title: "제목", x: { label: "epoch" }, y: { label: "Pearson r" } };
const line = (name: string, ...ys: readonly (number | null)[]) => ({ name, points: ys.map((y, x) => ({ x, y })) });

const paths = (svg: string) => parsedSvg(svg).filter(({ name }) => name === "path");

it("draws series, legend and reference in a terminal", () => {
  const plot = linePlot({
    ...axes,
    series: [line("학습", 0, 1, 2), line("dev", 0, 0.5, 1)],
    reference: { value: 2, label: "control" },
  });
  expect(plot.text(40)).toEqual([
    "Pearson r",
    "2.0 +----------------------------------a",
    "    |",
    "    |",
    "    |",
    "1.5 +",
    "    |",
    "    |",
    "    |",
    "1.0 +                 a                b",
    "    |",
    "    |",
    "0.5 +                 b",
    "    |",
    "    |",
    "    |",
    "0.0 +2",
    "     +----------------+----------------+",
    "     0                1                2",
    "     epoch",
    "a 학습   b dev   - control",
    "2 to 9 series at one place",
  ]);
});

it("draws intervals as whiskers, moved aside so that none covers another", () => {
  const points = [{ x: 0, y: 1, low: 0, high: 2 }];
  const { text } = linePlot({
    ...axes,
    series: [
      { name: "a", points },
      { name: "b", points },
    ],
  });
  expect(text(30).slice(1, 3)).toEqual(["2.0 +            ||", "    |            ||"]);
  expect(text(30)).toContain("1.0 +            ab");
});

it("draws intervals of many points as a band", () => {
  const points = Array.from({ length: 50 }, (_, x) => ({ x, y: x, low: x - 1, high: x + 1 }));
  const bands = paths(linePlot({ ...axes, series: [{ name: "a", points }] }).svg).filter(
    ({ attributes }) => attributes["fill-opacity"] === "0.15",
  );
  expect(bands).toHaveLength(1);
});

it("leaves a gap where a value is missing, and says so", () => {
  const { svg, text } = linePlot({ ...axes, series: [line("a", 1, 2, null, 4, NaN, Infinity)] });
  const [drawn] = paths(svg).filter(
    ({ attributes }) => attributes["stroke-width"] === "2" && attributes.d?.includes("L"),
  );
  expect(drawn?.attributes.d?.match(/M/g)).toHaveLength(2);
  expect(readableTexts(svg)).toContain("3 points without a value left out");
  expect(text(60)).toContain("3 points without a value left out");
});

it("tells twelve series apart without colour, and says how many more there are", () => {
  const series = Array.from({ length: 15 }, (_, index) => line(`실험 ${index}`, index, index + 1));
  const { svg, text } = linePlot({ ...axes, series });
  const marks = paths(svg).filter(({ attributes }) => attributes.transform !== undefined);
  const looks = marks.map(({ attributes }) => `${attributes.class ?? ""} ${attributes.d ?? ""}`);
  expect(new Set(looks).size).toBe(12);
  const said = "3 more series not drawn: 12 can be told apart";
  expect(readableTexts(svg)).toContain(said);
  expect(text(60)).toContain(said);
});

it("says that a reference has no value", () => {
  const { svg, text } = linePlot({ ...axes, series: [line("a", 1, 2)], reference: { value: NaN, label: "control" } });
  expect(readableTexts(svg)).toContain("control: none");
  expect(text(60)).toContain("control: none");
});

it("keeps hostile names plain", () => {
  const series = HOSTILE_TEXTS.map((name) => line(name, 1));
  for (const part of [series.slice(0, 12), series.slice(12)]) {
    const elements = parsedSvg(linePlot({ ...axes, series: part }).svg);
    expect(new Set(elements.map(({ name }) => name))).toEqual(
      new Set(["svg", "title", "style", "rect", "text", "path", "g"]),
    );
  }
});

it.each([
  ["no series", []],
  ["a series without points", [line("a")]],
  ["one point", [line("a", 0.3)]],
  ["points that are equal", [line("a", 2, 2, 2)]],
  ["the largest numbers", [line("a", 1e300, -1e300)]],
  ["the smallest number", [line("a", Number.MIN_VALUE)]],
  ["a score and its neighbour", [line("a", 1, 1 + Number.EPSILON)]],
  ["no value", [line("a", null)]],
])("draws %s", (_, series) => {
  const { svg, text } = linePlot({ ...axes, series });
  expect(
    parsedSvg(svg)
      .flatMap(({ attributes }) => Object.values(attributes))
      .join(" "),
  ).not.toMatch(/NaN|Infinity/);
  expect(text(40).join("")).not.toMatch(/NaN|Infinity|undefined/);
});
