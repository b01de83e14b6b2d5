import { scaleLinear } from "d3-scale";

export type Domain = readonly [number, number];

/** Round numbers around some values. */
export function domainOf(values: readonly number[]): Domain {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const [from = low, to = high] = scaleLinear()
    .domain(low === high ? [low - 0.5, high + 0.5] : [low, high])
    .nice(5)
    .domain();
  return [from, to];
}
