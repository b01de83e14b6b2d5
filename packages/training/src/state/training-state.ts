import type { HostArrays, NamedValues, Signature, TensorValues } from "@dalmeum/contracts";
import { gradientKey, parameterKey, slotKey } from "./keys.ts";
import { addRows, addScaled, gatherRows, scatterRows } from "./lookup-rows.ts";

/** Parameters, their gradients and optimizer slots in host memory, and what of them a step reads and writes. */
export interface TrainingState {
  /** Shapes of the parameters that a gradient step reads, for a batch with so many tokens. */
  gradientSignature(tokens: number): Signature;
  /** Arrays of a gradient step; a lookup table stands with the given rows alone. */
  bindGradient(rows: readonly number[], tokens: number): StepArrays;
  /**
   * Add what the gradient step wrote, times `share`, to a sum that the next update takes instead.
   * @param places where the batch's rows are among the update's.
   */
  accumulate(share: number, places: Int32Array, capacity: number): void;
  /** Shapes of everything that an update reads, for so many rows of lookup tables. */
  updateSignature(capacity: number): Signature;
  /** Arrays of the update that follows: rows past the given ones have no gradient. */
  bindUpdate(rows: readonly number[], capacity: number): StepArrays;
  /** Take over what the update wrote. */
  commit(rows: readonly number[]): void;
  /** The parameters as they are: views, valid until the next `commit`. */
  parameters(): NamedValues;
  /** Parameters and slots as they are, by key: views, valid until the next `commit`. */
  values(): NamedValues;
  /**
   * Overwrite parameters and slots with what `values` gave once.
   * @throws Error where an array is missing or has another length.
   */
  restore(values: NamedValues): void;
}

export interface StepArrays {
  readonly inputs: HostArrays;
  readonly outputs: HostArrays;
}

/** Two buffers that change roles at every update: a step must not write where it reads. */
interface DenseEntry {
  readonly shape: readonly number[];
  read: Float32Array;
  written: Float32Array;
}

/** A table that stays whole here, and staging room for a batch's rows. */
interface TableEntry {
  readonly width: number;
  readonly table: Float32Array;
  read: Float32Array;
  written: Float32Array;
}

/**
 * @param initial starting parameters; their arrays are taken over.
 * @param lookupTables names of parameters [V, H] that are trained row by row.
 * @param slots optimizer slots, which start at zero.
 */
export function createTrainingState(
  initial: NamedValues,
  lookupTables: readonly string[],
  slots: readonly string[],
): TrainingState {
  const dense = new Map<string, DenseEntry>();
  const tables = new Map<string, TableEntry>();
  const gradients = new Map<string, Float32Array>();
  /** Made when they are first needed: they take as much memory as the gradients. */
  const sums = new Map<string, Float32Array>();
  let summed = false;
  const isTable = (name: string): boolean => lookupTables.includes(name);
  for (const [name, { shape, values }] of Object.entries(initial)) {
    const entries = [
      [parameterKey(name), values] as const,
      ...slots.map((slot) => [slotKey(slot, name), new Float32Array(values.length)] as const),
    ];
    for (const [key, array] of entries) {
      if (isTable(name)) {
        const [, width = 1] = shape;
        tables.set(key, { width, table: array, read: new Float32Array(), written: new Float32Array() });
      } else {
        dense.set(key, { shape, read: array, written: new Float32Array(array.length) });
      }
    }
    gradients.set(name, new Float32Array(isTable(name) ? 0 : values.length));
  }

  const shapeOf = (name: string, rows: number): readonly number[] => {
    const { shape = [] } = initial[name] ?? {};
    return isTable(name) ? shape.with(0, rows) : shape;
  };
  const signature = (keyed: Iterable<readonly [key: string, name: string]>, rows: number): Signature =>
    Object.fromEntries([...keyed].map(([key, name]) => [key, { shape: shapeOf(name, rows), dtype: "float32" }]));
  const names = Object.keys(initial);
  const keyed = (key: (name: string) => string): readonly (readonly [string, string])[] =>
    names.map((name) => [key(name), name]);

  /** The array itself, or for a table its rows. */
  const readable = (key: string, rows: readonly number[], capacity: number): Float32Array => {
    const table = tables.get(key);
    if (!table) return found(dense.get(key), key).read;
    const size = capacity * table.width;
    if (table.read.length < size) table.read = new Float32Array(size);
    gatherRows(table.table, rows, table.width, table.read);
    return table.read.subarray(0, size);
  };
  const writable = (key: string, capacity: number): Float32Array => {
    const table = tables.get(key);
    if (!table) return found(dense.get(key), key).written;
    const size = capacity * table.width;
    if (table.written.length < size) table.written = new Float32Array(size);
    return table.written.subarray(0, size);
  };
  /** A gradient's array; a table's grows with the rows asked for and keeps what it has. */
  const arrayOf = (arrays: Map<string, Float32Array>, name: string, capacity: number): Float32Array => {
    const array = arrays.get(name) ?? new Float32Array();
    const width = tables.get(parameterKey(name))?.width;
    const size = width === undefined ? found(gradients.get(name), name).length : capacity * width;
    if (array.length >= size) return array.subarray(0, size);
    const grown = new Float32Array(size);
    grown.set(array);
    arrays.set(name, grown);
    return grown;
  };

  const storedKeys = [parameterKey, ...slots.map((slot) => (name: string) => slotKey(slot, name))].flatMap(keyed);
  const viewOf = (key: string, name: string): TensorValues => ({
    shape: found(initial[name], name).shape,
    values: tables.get(key)?.table ?? found(dense.get(key), key).read,
  });

  return {
    gradientSignature: (tokens) => signature(keyed(parameterKey), tokens),
    bindGradient: (rows, tokens) => ({
      inputs: Object.fromEntries(keyed(parameterKey).map(([key]) => [key, readable(key, rows, tokens)])),
      outputs: Object.fromEntries(keyed(gradientKey).map(([key, name]) => [key, arrayOf(gradients, name, tokens)])),
    }),
    accumulate: (share, places, capacity) => {
      if (!summed) for (const sum of sums.values()) sum.fill(0);
      summed = true;
      for (const name of names) {
        const [sum, gradient] = [arrayOf(sums, name, capacity), found(gradients.get(name), name)];
        const width = tables.get(parameterKey(name))?.width;
        if (width === undefined) addScaled(sum, gradient, share);
        else addRows(sum, gradient, places, { width, factor: share });
      }
    },
    updateSignature: (capacity) => signature([...storedKeys, ...keyed(gradientKey)], capacity),
    bindUpdate: (rows, capacity) => {
      const stored = [...dense.keys(), ...tables.keys()];
      const ofGradients = keyed(gradientKey).map(([key, name]) => {
        const gradient = arrayOf(summed ? sums : gradients, name, capacity);
        if (isTable(name)) gradient.fill(0, rows.length * (initial[name]?.shape[1] ?? 1));
        return [key, gradient] as const;
      });
      return {
        inputs: Object.fromEntries([
          ...stored.map((key) => [key, readable(key, rows, capacity)] as const),
          ...ofGradients,
        ]),
        outputs: Object.fromEntries(stored.map((key) => [key, writable(key, capacity)])),
      };
    },
    commit: (rows) => {
      summed = false;
      for (const entry of dense.values()) [entry.read, entry.written] = [entry.written, entry.read];
      for (const { written, width, table } of tables.values()) scatterRows(written, rows, width, table);
    },
    parameters: () => Object.fromEntries(names.map((name) => [name, viewOf(parameterKey(name), name)])),
    values: () => Object.fromEntries(storedKeys.map(([key, name]) => [key, viewOf(key, name)])),
    restore: (restored) => {
      for (const [key, name] of storedKeys) {
        const { values } = viewOf(key, name);
        const from = found(restored[key], key).values;
        if (from.length !== values.length) {
          throw new Error(`"${key}": found ${from.length} values, expected ${values.length}`);
        }
        values.set(from);
      }
    },
  };
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the training state has no "${name}"`);
  return value;
}
