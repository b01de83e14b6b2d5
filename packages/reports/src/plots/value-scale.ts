import { scaleLinear, type ScaleLinear } from "d3-scale";

/** Places of values on an axis, whose ends are round numbers. Values that are all equal stand well inside it. */
export function valueScale(values: readonly number[], ticks: number): ScaleLinear<number, number> {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return scaleLinear().domain([0, 1]);
  const margin = low === high ? Math.abs(low) / 10 || 1 : 0;
  return scaleLinear()
    .domain([low - margin, high + margin])
    .nice(ticks);
}
