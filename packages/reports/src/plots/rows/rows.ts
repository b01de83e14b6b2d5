import type { PlotWords } from "../plot-words.ts";
import type { Reference } from "../reference.ts";

export interface Row {
  readonly label: string;
  /** A row without a value is named, and said to have none. */
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
}

export interface RowPlot {
  readonly name: string;
  readonly title: string;
  readonly words: PlotWords;
  /** What the rows are. */
  readonly label?: string;
  /** What the values are. */
  readonly axis: string;
  readonly rows: readonly Row[];
  /** A bar reaches from 0 to its value. */
  readonly mark: "bar" | "point";
  /** Up to three. */
  readonly references?: readonly Reference[];
}
