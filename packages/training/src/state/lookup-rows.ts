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

/** Rows of several batches together. */
export interface JoinedRows {
  /** Every row once, in the order in which they come. */
  readonly rows: readonly number[];
  /** For each batch, where among them its rows are. */
  readonly places: readonly Int32Array[];
}

/** Join the rows of batches. */
export function joinRows(batches: readonly (readonly number[])[]): JoinedRows {
  const { rows, local } = distinctRows(Int32Array.from(batches.flat()));
  let start = 0;
  return { rows, places: batches.map(({ length }) => local.subarray(start, (start += length))) };
}

/** Rows that an update is compiled for, to hold so many: a power of two, so that there are few. */
export const rowCapacity = (rows: number): number => 2 ** Math.ceil(Math.log2(Math.max(rows, 256)));

/** Add factor * row i of `source` to row places[i] of `sum`. */
export function addRows(
  sum: Float32Array,
  source: Float32Array,
  places: Int32Array,
  { width, factor }: { readonly width: number; readonly factor: number },
): void {
  for (const [index, place] of places.entries()) {
    const row = sum.subarray(place * width, (place + 1) * width);
    addScaled(row, source.subarray(index * width, (index + 1) * width), factor);
  }
}

/** Add factor * source to `sum`, entry by entry. */
export function addScaled(sum: Float32Array, source: Float32Array, factor: number): void {
  for (let index = 0; index < sum.length; index++) {
    sum[index] = (sum[index] ?? 0) + factor * (source[index] ?? 0);
  }
}

/** Copy the first rows of `source` back to their places in `table`. */
export function scatterRows(source: Float32Array, rows: readonly number[], width: number, table: Float32Array): void {
  for (const [index, row] of rows.entries()) {
    table.set(source.subarray(index * width, (index + 1) * width), row * width);
  }
}
