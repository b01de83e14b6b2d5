import stringWidth from "string-width";
import { expect, it } from "vitest";
import { parsedSvg, readableTexts } from "../../test/parsed-svg.ts";
import { intervalPlot } from "./interval-plot.ts";

const rows = [
  { label: "swapSentences", estimate: 0.5, low: 0, high: 1 },
  { label: "복사", estimate: -1, low: -2, high: 0 },
  { label: "none", estimate: null },
];
const plot = { name: "differences", title: "차이", x: { label: "difference in r" }, rows };
const withReference = intervalPlot({ ...plot, references: [{ value: 0, label: "no difference" }] });

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
  const { svg, text } = intervalPlot({ ...plot, references: [{ value: NaN, label: "control" }] });
  expect(readableTexts(svg)).toContain("difference in r (control: none)");
  expect(text(80).join("\n")).toContain("difference in r (control: none)");
});

it("draws each reference with its label, and tells them apart", () => {
  const references = [
    { value: 0, label: "no difference" },
    { value: 0.5, label: "smallest difference" },
  ];
  const { svg, text } = intervalPlot({ ...plot, references });
  const dashes = parsedSvg(svg).map(({ attributes }) => attributes["stroke-dasharray"]);
  expect(new Set(dashes.filter((each) => each !== undefined)).size).toBe(2);
  expect(readableTexts(svg)).toEqual(expect.arrayContaining(["no difference", "smallest difference"]));
  expect(text(80)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^none .*: +!/),
      expect.stringMatching(/\(: no difference\) {2}\(! smallest difference\)/),
    ]),
  );
});

it("has room for each label, of Latin letters and of Hangul", () => {
  const labels = [
    "loss-mixture:alpha=0.25,batchSize=64",
    "손실-섞기:알파=0.25,배치=64",
    "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm",
  ];
  const { svg } = intervalPlot({ ...plot, rows: labels.map((label) => ({ label, estimate: 1 })) });
  // In a monospaced font of 12 pixels a Latin letter takes up to 7.5, Hangul twice that.
  for (const { name, attributes, text } of parsedSvg(svg)) {
    if (name !== "text" || attributes["text-anchor"] !== "end") continue;
    expect(Number(attributes.x) - 7.5 * stringWidth(text)).toBeGreaterThanOrEqual(0);
  }
});
