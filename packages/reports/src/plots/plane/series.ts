/** A point of a line; one without a place is left out, and the line has a gap there. */
export interface PlotPoint {
  readonly x: number | null;
  readonly y: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
}

export interface PlotSeries {
  readonly name: string;
  /** In the order in which the line goes. */
  readonly points: readonly PlotPoint[];
}
