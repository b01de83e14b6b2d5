import { expect, it } from "vitest";
import { parsedSvg, readableTexts } from "../../test/parsed-svg.ts";
import { scatterPlot } from "./scatter-plot.ts";

const axes = { name: "plot", title: "예측", x: { label: "gold" }, y: { label: "predicted" }, point: "a pair" };
const many = Array.from({ length: 20_000 }, (_, index) => ({ x: (index * Math.SQRT2) % 1, y: (index * Math.E) % 1 }));

/** The dots of each step of darkness. */
const dots = (svg: string) =>
  parsedSvg(svg)
    .filter(({ attributes }) => attributes["stroke-linecap"] === "round")
    .map(({ attributes }) => ({
      opacity: Number(attributes["stroke-opacity"]),
      places: attributes.d?.match(/M[^M]*/g) ?? [],
    }));

it("draws a point where it is", () => {
  const { svg } = scatterPlot({
    ...axes,
    points: [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ],
  });
  expect(dots(svg)).toEqual([{ opacity: 0.7, places: ["M42.5,344h0", "M696,64h0"] }]);
});

it("says what a point is", () => {
  expect(readableTexts(scatterPlot({ ...axes, points: [{ x: 0, y: 0 }] }).svg)).toContain("a pair");
  expect(readableTexts(scatterPlot({ ...axes, points: many }).svg)).toContain("a pair, stronger where there are more");
});

it("is darker where points are many", () => {
  const points = [{ x: 0, y: 0 }, ...Array.from({ length: 20 }, () => ({ x: 1, y: 1 }))];
  const steps = dots(scatterPlot({ ...axes, points }).svg);
  expect(steps.map(({ places }) => places.length)).toEqual([1, 0, 0, 0, 1]);
  expect(steps.map(({ opacity }) => opacity)).toEqual([0.3, 0.48, 0.65, 0.83, 1]);
});

it("grows with the picture, not with the points", () => {
  const { svg } = scatterPlot({ ...axes, points: many });
  const places = dots(svg).flatMap((step) => step.places);
  expect(places.length).toBeLessThan((720 / 4) * (280 / 4));
});

it("draws points and lines in a terminal", () => {
  const points = [{ x: 0, y: 0 }, ...Array.from({ length: 5 }, () => ({ x: 4, y: 0 })), { x: null, y: 1 }];
  const lines = [
    {
      name: "y = x",
      points: [
        { x: 0, y: 0 },
        { x: 4, y: 4 },
      ],
    },
  ];
  const drawn = scatterPlot({ ...axes, points, lines }).text(40);
  expect(drawn.slice(0, 2)).toEqual(["predicted", "4 +                                   aa"]);
  expect(drawn.slice(-6)).toEqual([
    "0 +aa                                  *",
    "   +--------+--------+--------+--------+",
    "   0        1        2        3        4",
    "   gold",
    "a y = x   a pair: . 1  : 2-3  * 4-5",
    "1 point without a value left out",
  ]);
});

it("says what it leaves out", () => {
  const { svg } = scatterPlot({
    ...axes,
    points: [
      { x: 1, y: NaN },
      { x: null, y: 1 },
    ],
  });
  expect(readableTexts(svg)).toEqual(
    expect.arrayContaining(["2 points without a value left out", "no points to draw"]),
  );
});
