/** Token ids renumbered to the distinct ones among them. */
export interface DistinctRows {
  /** Table row of each local row. */
  readonly rows: readonly number[];
  /** Local row of each token. */
  readonly local: Int32Array;
}

/** Number the distinct ids in the order in which they come. */
export function distinctRows(ids: Int32Array): DistinctRows {
  const localOf = new Map<number, number>();
  const local = ids.map((id) => {
    const known = localOf.get(id);
    if (known !== undefined) return known;
    localOf.set(id, localOf.size);
    return localOf.size - 1;
  });
  return { rows: [...localOf.keys()], local };
}

/** Copy rows of `table` [V, width] to the front of `target` [>= rows, width]. */
export function gatherRows(table: Float32Array, rows: readonly number[], width: number, target: Float32Array): void {
  for (const [index, row] of rows.entries()) {
    target.set(table.subarray(row * width, (row + 1) * width), index * width);
  }
}

/** Copy the first rows of `source` back to their places in `table`. */
export function scatterRows(source: Float32Array, rows: readonly number[], width: number, table: Float32Array): void {
  for (const [index, row] of rows.entries()) {
    table.set(source.subarray(index * width, (index + 1) * width), row * width);
  }
}
