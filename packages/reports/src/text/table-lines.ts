import stringWidth from "string-width";
import { printable } from "../printable.ts";
import type { Block } from "../report.ts";
import { columnWidths } from "./column-widths.ts";
import { padded } from "./padded.ts";
import { wrapped } from "./wrapped.ts";

type Table = Extract<Block, { kind: "table" }>;

/** A table's lines. Wide columns of text wrap; where even that leaves too little room, each row becomes a list. */
export function tableLines({ columns, rows }: Table, width: number): readonly string[] {
  const titles = columns.map(({ title }) => printable(title));
  const cells = rows.map((row) => row.map(printable));
  const natural = titles.map((title, index) => widest([title, ...cells.map((row) => row[index] ?? "")]));
  const widths = columnWidths(
    natural.map((needed, index) => ({ needed, mayWrap: columns[index]?.align !== "right" })),
    width - GAP.length * (columns.length - 1),
  );
  if (widths === undefined) return cells.flatMap((row) => recordLines(titles, row, width));
  const rule = widths.map((columnWidth) => "-".repeat(columnWidth));
  return [titles, rule, ...cells].flatMap((row) => {
    const lines = row.map((cell, index) => cellLines(cell, widths[index] ?? 0));
    const height = Math.max(...lines.map((cell) => cell.length), 1);
    return Array.from({ length: height }, (_, line) =>
      lines
        .map((cell, index) => padded(cell[line] ?? "", widths[index] ?? 0, columns[index]?.align))
        .join(GAP)
        .trimEnd(),
    );
  });
}

function cellLines(cell: string, width: number): readonly string[] {
  const lines = wrapped(cell, width);
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES - 1), "...".slice(0, width)];
}

const recordLines = (titles: readonly string[], row: readonly string[], width: number): readonly string[] => {
  const [first = "", ...others] = titles.flatMap((title, index) =>
    cellLines(`${title}: ${row[index] ?? ""}`, width - 2),
  );
  return [`- ${first}`, ...others.map((line) => `  ${line}`)];
};

const widest = (cells: readonly string[]): number =>
  cells.reduce((width, cell) => Math.max(width, stringWidth(cell)), 1);

const GAP = "  ";
/** A cell that is longer ends in three dots: one pair of a hundred sentences must not hide the others. */
const MOST_LINES = 6;
