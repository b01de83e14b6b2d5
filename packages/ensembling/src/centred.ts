import { isConstant } from "@dalmeum/evaluation";
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
  const members = columns.map(aboutMean);
  const { mean: targetMean, deviations } = aboutMean(target);
  return {
    rows: Array.from(target, (_, row) => members.map((member) => member.deviations[row] ?? NaN)),
    means: members.map(({ mean }) => mean),
    target: [...deviations],
    targetMean,
  };
}

/** Values that rounding alone tells apart deviate by nothing: what it leaves would pass for a member that knows something. */
function aboutMean(values: Float64Array): { readonly mean: number; readonly deviations: Float64Array } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const same = isConstant(values);
  return { mean, deviations: values.map((value) => (same ? 0 : value - mean)) };
}
