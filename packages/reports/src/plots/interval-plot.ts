import type { Language } from "../language.ts";
import type { Figure } from "../report.ts";
import { plotWords } from "./plot-words.ts";
import type { Reference } from "./reference.ts";
import { rowPlot } from "./rows/row-plot.ts";

export interface IntervalPlot {
  readonly name: string;
  readonly title: string;
  /** Of what the plot says by itself. Default English. */
  readonly language?: Language;
  readonly x: { readonly label: string };
  readonly rows: readonly {
    readonly label: string;
    /** A row without an estimate is named, and said to have none. */
    readonly estimate: number | null;
    readonly low?: number | null;
    readonly high?: number | null;
  }[];
  /** Up to three. */
  readonly references?: readonly Reference[];
}

/** Estimates with their intervals, a row each, against what they are judged by: a forest plot. */
export function intervalPlot({ language = "en", name, title, x, rows, ...rest }: IntervalPlot): Figure {
  return rowPlot({
    words: plotWords[language],
    name,
    title,
    axis: x.label,
    rows: rows.map(({ estimate, ...row }) => ({ ...row, value: estimate })),
    mark: "point",
    ...rest,
  });
}
