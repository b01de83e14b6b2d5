import { mean } from "./moments.ts";

/** Values about their mean, and what they were divided by so that the furthest is 1 from it: squares do not overflow then. */
export function centred(values: ArrayLike<number>): { readonly values: Float64Array; readonly divisor: number } {
  const all = Float64Array.from(values);
  const centre = mean(all);
  const divisor = all.reduce((most, value) => Math.max(most, Math.abs(value - centre)), 0) || 1;
  return { values: all.map((value) => (value - centre) / divisor), divisor };
}
