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
  const top = MARGIN + LINE;
  const bottom = top + rows.length * ROW;
  scale.range([left, right]);
  const { reference } = plot;

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
    svgText(plot.label ?? "", { x: left - GAP, y: MARGIN + BASELINE, anchor: "end", quiet: true, room: labels }),
    ...valueAxis(scale, TICKS, top, bottom),
    ...(reference === undefined
      ? []
      : [
          xml("path", {
            class: "ink",
            "stroke-dasharray": "5 4",
            d: `M${pixel(scale(reference.value))},${top - 4}V${bottom}`,
          }),
          centred(reference.label, scale(reference.value), MARGIN + BASELINE),
        ]),
    ...rows.flatMap(row),
    ...(plot.mark === "bar" ? [xml("path", { class: "axis", d: `M${pixel(scale(0))},${top}V${bottom}` })] : []),
    svgText(plot.axis, { x: (left + right) / 2, y: bottom + 2 * LINE + 2, anchor: "middle" }),
  ]);
}

/** A label above a line, cut where it would leave the drawing. */
const centred = (text: string, x: number, y: number): Element =>
  svgText(text, { x, y, anchor: "middle", room: 2 * Math.min(x, WIDTH - x) });

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
const MOST_OF_LABELS = 260;
