/** Rows of equal value together, smallest value first; rows of one group in their order. */
export function tieGroups(values: ArrayLike<number>): Uint32Array[] {
  const at = (row: number | undefined): number => (row === undefined ? NaN : (values[row] ?? NaN));
  const order = Uint32Array.from({ length: values.length }, (_, row) => row).sort((a, b) => at(a) - at(b) || a - b);
  const groups: Uint32Array[] = [];
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && at(order[end]) === at(order[start])) end++;
    groups.push(order.subarray(start, end));
    start = end;
  }
  return groups;
}
