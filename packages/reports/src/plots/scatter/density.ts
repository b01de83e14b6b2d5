/** How many points stand at one place, in up to five steps, each a power of the same number of points. */
export interface Density {
  /** 0 for one point, up to 4. */
  step(count: number): number;
  /** The least and the most points of each step. */
  readonly ranges: readonly (readonly [number, number])[];
}

export function density(largest: number): Density {
  let base = 2;
  while (base ** STEPS <= largest) base += 1;
  const starts = Array.from({ length: STEPS }, (_, step) => base ** step).filter(
    (start) => start <= Math.max(largest, 1),
  );
  return {
    step: (count) => starts.findLastIndex((start) => start <= count),
    ranges: starts.map((start, step) => [start, (starts[step + 1] ?? Math.max(largest, 1) + 1) - 1]),
  };
}

const STEPS = 5;
