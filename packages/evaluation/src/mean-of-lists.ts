/** Mean of lists of one length, entry by entry; empty where there are none. */
export function meanOfLists(lists: readonly ArrayLike<number>[]): Float64Array {
  const means = new Float64Array(lists[0]?.length ?? 0);
  for (const list of lists) {
    for (let row = 0; row < means.length; row++) means[row] = (means[row] ?? NaN) + (list[row] ?? NaN);
  }
  for (let row = 0; row < means.length; row++) means[row] = (means[row] ?? NaN) / lists.length;
  return means;
}
