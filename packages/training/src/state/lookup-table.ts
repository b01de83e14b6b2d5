import type { TensorValues } from "@dalmeum/contracts";
import { addRows, gatherRows, scatterRows } from "./lookup-rows.ts";
import { ROW, roundUp } from "./parameter-groups.ts";
import { allStored, makeStored, mapStored, type Stored, type UpdatePiece } from "./stored.ts";

/** A table [V, width] that stays whole, with its slots; steps and updates see the rows of their batches alone. */
export interface LookupTable {
  /** The whole table and its slots: they stay. */
  readonly stored: Stored<Float32Array>;
  /** What a gradient step of so many tokens reads and writes: the rows, then what is left of the room. */
  bind(rows: readonly number[], tokens: number): { readonly parameter: Float32Array; readonly gradient: Float32Array };
  /**
   * Add the gradient, times `share`, to a sum that the next update takes instead.
   * @param places where the batch's rows are among the update's, of which there are at most `capacity`.
   */
  accumulate(share: number, places: Int32Array, capacity: number): void;
  /** An update of the given rows, at most `capacity`; it takes the sum, if there is one. Then `commit`. */
  piece(rows: readonly number[], capacity: number): UpdatePiece;
  /** Take over what the update wrote. */
  commit(rows: readonly number[]): void;
}

/** @param initial the starting table; its array is taken over. */
export function createLookupTable(
  name: string,
  { shape, values }: TensorValues,
  slots: readonly string[],
): LookupTable {
  const [, width = 1] = shape;
  const stored = makeStored(slots, (slot) => (slot === undefined ? values : new Float32Array(values.length)));
  const staging = mapStored(stored, (table) => ({ table, read: growing(), written: growing() }));
  const [gradient, sum] = [growing(), growing()];
  let summed = false;
  return {
    stored,
    bind: (rows, tokens) => {
      const { table, read } = staging.parameter;
      const parameter = read(tokens * width);
      gatherRows(table, rows, width, parameter);
      return { parameter, gradient: gradient(tokens * width) };
    },
    accumulate: (share, places, capacity) => {
      const total = sum(capacity * width);
      if (!summed) total.fill(0);
      summed = true;
      addRows(total, gradient(places.length * width), places, { width, factor: share });
    },
    piece: (rows, capacity) => {
      const size = roundUp(capacity * width, ROW);
      const taken = (summed ? sum : gradient)(size);
      summed = false;
      taken.fill(0, rows.length * width);
      const read = mapStored(staging, (each) => {
        const array = each.read(size);
        gatherRows(each.table, rows, width, array);
        return array;
      });
      return { name, gradient: taken, read, written: mapStored(staging, ({ written }) => written(size)) };
    },
    commit: (rows) => {
      for (const { table, written } of allStored(staging)) {
        scatterRows(written(rows.length * width), rows, width, table);
      }
    },
  };
}

/** Gives the first entries of an array that grows with what is asked for, and keeps what it has. */
function growing(): (size: number) => Float32Array {
  let array = new Float32Array();
  return (size) => {
    if (array.length < size) {
      const grown = new Float32Array(size);
      grown.set(array);
      array = grown;
    }
    return array.subarray(0, size);
  };
}
