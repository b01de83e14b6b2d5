import type { Element } from "xast";
import { x as xml } from "xastscript";
import { pixel } from "../svg/pixel.ts";
import { svgFile, WIDTH } from "../svg/svg-file.ts";
import { LINE, svgText, textWidth } from "../svg/svg-text.ts";
import { valueAxis } from "../svg/value-axis.ts";
import { measuredRows } from "./measured-rows.ts";
import type { RowPlot } from "./rows.ts";

export function rowSvg(plot: RowPlot): string {
  const { scale, rows } = measuredRows(plot, TICKS);
  const widest = (texts: readonly string[]) => Math.max(...texts.map(textWidth), 0);
  const labels = Math.min(widest([plot.label ?? "", ...rows.map(({ label }) => label)]), MOST_OF_LABELS);
  const left = MARGIN + labels + GAP;
  const right = WIDTH - MARGIN - widest(rows.map(({ shownWhole }) => shownWhole)) - GAP;
  const { references = [] } = plot;
  const top = MARGIN + Math.max(references.length, 1) * LINE;
  const bottom = top + rows.length * ROW;
  scale.range([left, right]);

  const row = ({ label, value, interval, shownWhole }: (typeof rows)[number], index: number): Element[] => {
    const y = top + (index + 0.5) * ROW;
    return [
      svgText(label, { x: left - GAP, y: y + BASELINE, anchor: "end", room: labels }),
      ...(plot.mark === "bar" && value !== undefined ? [bar(scale(0), scale(value), y)] : []),
      ...(interval === undefined ? [] : [whisker(scale(interval[0]), scale(interval[1]), y, plot.mark)]),
      ...(plot.mark === "point" && value !== undefined
        ? [xml("circle", { class: "series-0", fill: "currentColor", cx: pixel(scale(value)), cy: y, r: 5 })]
        : []),
      svgText(shownWhole, { x: right + GAP, y: y + BASELINE, quiet: true }),
    ];
  };

  return svgFile(plot.title, bottom + 3 * LINE, [
    svgText(plot.label ?? "", { x: left - GAP, y: top - LINE + BASELINE, anchor: "end", quiet: true, room: labels }),
    ...valueAxis(scale, TICKS, top, bottom),
    // Each label is right of its line, the least on top: no line crosses another's label.
    ...references.flatMap(({ value, label }, index) => {
      const [x, from] = [scale(value), MARGIN + index * LINE];
      return [
        xml("path", { class: "ink", "stroke-dasharray": DASHES[index], d: `M${pixel(x)},${from - 6}V${bottom}` }),
        svgText(label, { x: x + 5, y: from + BASELINE, room: WIDTH - x - 5 }),
      ];
    }),
    ...rows.flatMap(row),
    ...(plot.mark === "bar" ? [xml("path", { class: "axis", d: `M${pixel(scale(0))},${top}V${bottom}` })] : []),
    svgText(plot.axis, { x: (left + right) / 2, y: bottom + 2 * LINE + 2, anchor: "middle" }),
  ]);
}

const bar = (from: number, to: number, y: number): Element =>
  xml("rect", {
    class: "series-0",
    fill: "currentColor",
    x: pixel(Math.min(from, to)),
    y: y - BAR / 2,
    width: pixel(Math.abs(to - from)),
    height: BAR,
  });

function whisker(low: number, high: number, y: number, mark: RowPlot["mark"]): Element {
  const [x, end] = [pixel(low), pixel(high)];
  return xml("path", {
    class: mark === "bar" ? "ink" : "series-0",
    stroke: mark === "bar" ? undefined : "currentColor",
    "stroke-width": mark === "bar" ? 1.5 : 2,
    fill: "none",
    d: `M${x},${y - 5}V${y + 5}M${x},${y}H${end}M${end},${y - 5}V${y + 5}`,
  });
}

const TICKS = 5;
const ROW = 24;
const BAR = 14;
const GAP = 10;
const MARGIN = 12;
/** From the middle of a line of text to its baseline. */
const BASELINE = 4.5;
const MOST_OF_LABELS = 300;
const DASHES = ["5 4", "2 3", "9 3 2 3"];
