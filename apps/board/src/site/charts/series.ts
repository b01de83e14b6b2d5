export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Series {
  readonly name: string;
  /** Classes of its line. */
  readonly look: string;
  readonly points: readonly Point[];
  /** What its values lie within. */
  readonly band?: readonly { readonly x: number; readonly low: number; readonly high: number }[];
}
