import type { ScaleLinear } from "d3-scale";
import type { PlotWords } from "../plot-words.ts";
import type { Reference } from "../reference.ts";

/** What a plot of two axes says around its data. */
export interface Plane {
  readonly title: string;
  readonly words: PlotWords;
  readonly x: { readonly label: string; readonly scale: ScaleLinear<number, number> };
  readonly y: { readonly label: string; readonly scale: ScaleLinear<number, number> };
  /** What a point of the cloud is, where there is one. */
  readonly point?: string | undefined;
  /** Names of series, in the order of their marks. */
  readonly names: readonly string[];
  /** A value of y. */
  readonly reference?: Reference | undefined;
  /** What a reader must know besides: what is left out. */
  readonly notes: readonly string[];
}

/** How many marks an axis has about. */
export const TICKS = { x: 8, y: 6 };
