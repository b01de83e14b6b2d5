import type { HostArrays, NamedValues, Signature } from "@dalmeum/contracts";
import { gatherRows, scatterRows } from "./lookup-rows.ts";

/** Name of a parameter among a step's inputs and outputs. */
export const parameterKey = (name: string): string => `parameter/${name}`;
/** Name of a parameter's optimizer slot among a step's inputs and outputs. */
export const slotKey = (slot: string, name: string): string => `slot/${slot}/${name}`;

/** Parameters and optimizer slots in host memory, and what of them a step reads and writes. */
export interface TrainingState {
  /** Shapes of everything below for a step whose batch has `capacity` tokens. */
  signature(capacity: number): Signature;
  /** Arrays for one step; a lookup table stands with the given rows alone. */
  bind(rows: readonly number[], capacity: number): { readonly inputs: HostArrays; readonly outputs: HostArrays };
  /** Take over what the step wrote into the arrays of the last `bind`. */
  commit(rows: readonly number[]): void;
  /** The parameters as they are, as copies. */
  parameters(): NamedValues;
}

/** Two buffers that change roles at every step: a step must not write where it reads. */
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
  for (const [name, { shape, values }] of Object.entries(initial)) {
    const entries = [
      [parameterKey(name), values] as const,
      ...slots.map((slot) => [slotKey(slot, name), new Float32Array(values.length)] as const),
    ];
    for (const [key, array] of entries) {
      if (lookupTables.includes(name)) {
        const [, width = 1] = shape;
        tables.set(key, { width, table: array, read: new Float32Array(), written: new Float32Array() });
      } else {
        dense.set(key, { shape, read: array, written: new Float32Array(array.length) });
      }
    }
  }
  return {
    signature: (capacity) =>
      Object.fromEntries([
        ...[...dense].map(([key, { shape }]) => [key, { shape, dtype: "float32" }] as const),
        ...[...tables].map(([key, { width }]) => [key, { shape: [capacity, width], dtype: "float32" }] as const),
      ]),
    bind: (rows, capacity) => {
      const inputs: Record<string, Float32Array> = {};
      const outputs: Record<string, Float32Array> = {};
      for (const [key, { read, written }] of dense) {
        inputs[key] = read;
        outputs[key] = written;
      }
      for (const [key, entry] of tables) {
        const size = capacity * entry.width;
        if (entry.read.length < size) {
          entry.read = new Float32Array(size);
          entry.written = new Float32Array(size);
        }
        gatherRows(entry.table, rows, entry.width, entry.read);
        inputs[key] = entry.read.subarray(0, size);
        outputs[key] = entry.written.subarray(0, size);
      }
      return { inputs, outputs };
    },
    commit: (rows) => {
      for (const entry of dense.values()) [entry.read, entry.written] = [entry.written, entry.read];
      for (const { written, width, table } of tables.values()) scatterRows(written, rows, width, table);
    },
    parameters: () =>
      Object.fromEntries(
        Object.entries(initial).map(([name, { shape }]) => {
          const key = parameterKey(name);
          const values = dense.get(key)?.read ?? tables.get(key)?.table;
          if (!values) throw new Error(`parameter "${name}" is lost`);
          return [name, { shape, values: values.slice() }];
        }),
      ),
  };
}
