import type { Language } from "../language.ts";
import type { Figure } from "../report.ts";
import { plotWords } from "./plot-words.ts";
import { rowPlot } from "./rows/row-plot.ts";

export interface BarPlot {
  readonly name: string;
  readonly title: string;
  /** What the bars are. */
  readonly label: string;
  /** What their length is, with its unit. */
  readonly value: string;
  /** Of what the plot says by itself. Default English. */
  readonly language?: Language;
  readonly bars: readonly {
    readonly label: string;
    /** A bar without a value is named, and said to have none. */
    readonly value: number | null;
    readonly low?: number | null;
    readonly high?: number | null;
  }[];
}

/** A bar a row, from 0, with its interval where it has one: histograms and slices. */
export function barPlot({ language = "en", value, bars, ...rest }: BarPlot): Figure {
  return rowPlot({ words: plotWords[language], axis: value, rows: bars, mark: "bar", ...rest });
}
