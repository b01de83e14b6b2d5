import stringWidth from "string-width";
import { printable } from "../../printable.ts";
import { padded } from "../../text/padded.ts";
import { shortened } from "../../text/shortened.ts";
import { wrapped } from "../../text/wrapped.ts";
import { axisLines } from "../text/axis-lines.ts";
import { measuredRows } from "./measured-rows.ts";
import type { RowPlot } from "./rows.ts";

export function rowText(plot: RowPlot, columns: number): readonly string[] {
  const { scale, rows } = measuredRows(plot, TICKS);
  const labels = rows.map(({ label }) => printable(label));
  const labelWidth = Math.min(widest(labels), Math.floor(columns * 0.35));
  const room = columns - labelWidth - 2 * GAP.length;
  const whole = room - widest(rows.map(({ shownWhole }) => shownWhole));
  const width = Math.max(whole >= NARROWEST ? whole : room - widest(rows.map(({ shown }) => shown)), 2);
  scale.range([0, width - 1]);
  const column = (value: number) => Math.round(scale(value));
  const { references = [] } = plot;

  const lines = rows.map(({ value, interval, shown, shownWhole }, index) => {
    const cells = Array.from({ length: width }, () => " ");
    const fill = (from: number, to: number, mark: string) => {
      cells.fill(mark, Math.min(column(from), column(to)), Math.max(column(from), column(to)) + 1);
    };
    const put = (at: number, mark: string) => (cells[column(at)] = mark);
    for (const [place, reference] of references.entries()) put(reference.value, MARKS[place] ?? ":");
    if (plot.mark === "bar") put(0, "|");
    if (plot.mark === "bar" && value !== undefined && column(value) !== column(0)) fill(0, value, "#");
    if (interval !== undefined) fill(...interval, "-");
    if (interval !== undefined) for (const end of interval) put(end, "|");
    if (value !== undefined && (plot.mark === "point" || interval !== undefined)) put(value, "o");
    const label = padded(shortened(labels[index] ?? "", labelWidth), labelWidth);
    return [label, cells.join(""), whole >= NARROWEST ? shownWhole : shown].join(GAP).trimEnd();
  });

  const indent = " ".repeat(labelWidth + GAP.length);
  const said = [plot.axis, ...references.map(({ label }, place) => `(${MARKS[place] ?? ":"} ${label})`)].join("  ");
  return [
    ...(plot.label === undefined ? [] : [shortened(printable(plot.label), columns)]),
    ...lines,
    ...axisLines(scale, width).map((line) => (indent + line).trimEnd()),
    ...wrapped(printable(said), columns - indent.length).map((line) => indent + line),
  ];
}

const widest = (texts: readonly string[]): number => Math.max(...texts.map((text) => stringWidth(text)), 0);

const GAP = "  ";
/** What marks a reference, in the order in which they are given. */
const MARKS = [":", "!", "'"];
const TICKS = 5;
/** A drawing that is narrower says less than the intervals' numbers beside it. */
const NARROWEST = 16;
