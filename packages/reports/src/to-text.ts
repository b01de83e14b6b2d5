import stringWidth from "string-width";
import { printable } from "./printable.ts";
import type { Block, Report } from "./report.ts";
import { tableLines } from "./text/table-lines.ts";
import { wrapped } from "./text/wrapped.ts";

/**
 * A report for a terminal: no colour, no line wider than `columns`, nothing at a line's end; ends in a line break.
 * @param columns of the terminal, a Hangul syllable taking two; below 20 counts as 20.
 */
export function toText(report: Report, { columns }: { readonly columns: number }): string {
  const width = Math.max(Math.floor(columns), NARROWEST);
  const parts = [titleLines(report.title, "=", width), ...report.blocks.map((block) => blockLines(block, width))];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function blockLines(block: Block, width: number): readonly string[] {
  switch (block.kind) {
    case "heading":
      return titleLines(block.text, "-", width);
    case "paragraph":
      return wrapped(printable(block.text), width);
    case "list":
      return block.items.flatMap((item) =>
        wrapped(printable(item), width - 2).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`.trimEnd())),
      );
    case "table":
      return tableLines(block, width);
    case "figure":
      return [...wrapped(printable(block.figure.title), width), "", ...block.figure.text(width)];
  }
}

function titleLines(title: string, rule: string, width: number): readonly string[] {
  const lines = wrapped(printable(title), width);
  return [...lines, rule.repeat(Math.max(...lines.map((line) => stringWidth(line)), 1))];
}

const NARROWEST = 20;
