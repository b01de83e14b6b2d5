/**
 * How far series are moved aside, so that intervals at the same x do not cover each other: `step` from one to the next
 * around their middle, less where points stand close, none where no series has intervals.
 * @param places of all points along x, in pixels or columns.
 */
export function dodge(places: readonly number[], series: number, step: number): (index: number) => number {
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  let gap = Infinity;
  for (const [index, place] of sorted.entries()) gap = Math.min(gap, place - (sorted[index - 1] ?? -Infinity));
  const distance = Math.min(step, (0.6 * gap) / series);
  return (index) => (index - (series - 1) / 2) * distance;
}
