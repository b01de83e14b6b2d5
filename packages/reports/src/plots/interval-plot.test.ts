import { expect, it } from "vitest";
import { parsedSvg, readableTexts } from "../../test/parsed-svg.ts";
import { intervalPlot } from "./interval-plot.ts";

const rows = [
  { label: "swapSentences", estimate: 0.5, low: 0, high: 1 },
  { label: "복사", estimate: -1, low: -2, high: 0 },
  { label: "none", estimate: null },
];
const plot = { name: "differences", title: "차이", x: { label: "difference in r" }, rows };
const withReference = intervalPlot({ ...plot, reference: { value: 0, label: "no difference" } });

it("draws estimates, intervals and the reference in a terminal", () => {
  expect(withReference.text(62)).toEqual([
    "swapSentences                 |--o---|  0.500 [0.000, 1.000]",
    "복사           |------o-------|         -1.000 [-2.000, 0.000]",
    "none                          :         none",
    "               +--------------+-------",
    "               -2             0",
    "               difference in r  (: no difference)",
  ]);
});

it("draws them on a page", () => {
  const elements = parsedSvg(withReference.svg);
  const [first, second] = elements
    .filter(({ name }) => name === "circle")
    .map(({ attributes }) => Number(attributes.cx));
  expect(first).toBeGreaterThan(second ?? Infinity);
  expect(elements.filter(({ attributes }) => attributes["stroke-dasharray"] !== undefined)).toHaveLength(1);
  expect(readableTexts(withReference.svg)).toContain("no difference");
});

it("says that a reference has no value", () => {
  const { svg, text } = intervalPlot({ ...plot, reference: { value: NaN, label: "control" } });
  expect(readableTexts(svg)).toContain("difference in r (control: none)");
  expect(text(80).join("\n")).toContain("difference in r (control: none)");
});
