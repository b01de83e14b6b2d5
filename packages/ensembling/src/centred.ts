import type { Columns } from "./linear-ensembler.ts";

/** Columns and target less their means, so that a fit without intercept is one with. */
export interface Centred {
  /** [n][members] */
  readonly rows: number[][];
  readonly means: readonly number[];
  readonly target: readonly number[];
  readonly targetMean: number;
}

export function centred(columns: Columns, target: Float64Array): Centred {
  const means = columns.map(meanOf);
  const targetMean = meanOf(target);
  return {
    rows: Array.from(target, (_, row) =>
      columns.map((column, member) => (column[row] ?? NaN) - (means[member] ?? NaN)),
    ),
    means,
    target: Array.from(target, (value) => value - targetMean),
    targetMean,
  };
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
