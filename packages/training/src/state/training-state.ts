import type { HostArrays, NamedValues, Optimizer, Signature, TensorValues } from "@dalmeum/contracts";
import { createDenseParameters, type DenseParameters } from "./dense-parameters.ts";
import { gradientKey, parameterKey, slotKey } from "./keys.ts";
import { createLookupTable, type LookupTable } from "./lookup-table.ts";
import type { Stored, UpdatePiece } from "./stored.ts";

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
  /**
   * Everything that the update which follows is made of, in the order in which it must be made: of lookup tables the given
   * rows, in room for `capacity`.
   */
  pieces(rows: readonly number[], capacity: number): readonly UpdatePiece[];
  /** Take over what was written, when all pieces are. */
  commit(rows: readonly number[]): void;
  /** The parameters as they are: views, valid until the next update. */
  parameters(): NamedValues;
  /** Parameters and slots as they are, by key: views, valid until the next update. */
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

/**
 * @param initial starting parameters; the arrays of lookup tables are taken over, the others copied.
 * @param lookupTables names of parameters [V, H] that are trained row by row.
 */
export function createTrainingState(
  initial: NamedValues,
  lookupTables: readonly string[],
  { slots, groupOf }: Pick<Optimizer, "slots" | "groupOf">,
): TrainingState {
  const entries = Object.entries(initial);
  const isTable = ([name]: readonly [string, unknown]): boolean => lookupTables.includes(name);
  return stateOf({
    shapes: Object.fromEntries(entries.map(([name, { shape }]) => [name, shape])),
    tables: new Map(
      entries.filter(isTable).map(([name, values]) => [name, createLookupTable(name, values, slots)] as const),
    ),
    dense: createDenseParameters(Object.fromEntries(entries.filter((entry) => !isTable(entry))), slots, groupOf),
  });
}

interface StateParts {
  /** Of every parameter, in the order of the model. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly tables: ReadonlyMap<string, LookupTable>;
  readonly dense: DenseParameters;
}

// Apart from where it is made, so that nothing here holds the starting arrays.
function stateOf({ shapes, tables, dense }: StateParts): TrainingState {
  const names = Object.keys(shapes);
  const storedOf = (name: string): Stored<Float32Array> => tables.get(name)?.stored ?? dense.stored(name);
  const viewOf = (name: string, values: Float32Array): TensorValues => ({ shape: shapes[name] ?? [], values });
  const values = (): NamedValues =>
    Object.fromEntries(
      names.flatMap((name) => {
        const { parameter, slots } = storedOf(name);
        const kept = Object.entries(slots).map(([slot, array]) => [slotKey(slot, name), array] as const);
        return [[parameterKey(name), parameter] as const, ...kept].map(([key, array]) => [key, viewOf(name, array)]);
      }),
    );
  return {
    gradientSignature: (tokens) =>
      Object.fromEntries(
        Object.entries(shapes).map(([name, shape]) => [
          parameterKey(name),
          { shape: tables.has(name) ? shape.with(0, tokens) : shape, dtype: "float32" },
        ]),
      ),
    bindGradient: (rows, tokens) => {
      const arrays = names.map((name) => {
        const { parameter, gradient } = tables.get(name)?.bind(rows, tokens) ?? {
          parameter: dense.stored(name).parameter,
          gradient: dense.gradient(name),
        };
        return { name, parameter, gradient };
      });
      return {
        inputs: Object.fromEntries(arrays.map(({ name, parameter }) => [parameterKey(name), parameter])),
        outputs: Object.fromEntries(arrays.map(({ name, gradient }) => [gradientKey(name), gradient])),
      };
    },
    accumulate: (share, places, capacity) => {
      dense.accumulate(share);
      for (const table of tables.values()) table.accumulate(share, places, capacity);
    },
    pieces: (rows, capacity) => [
      ...dense.pieces(),
      ...[...tables.values()].map((table) => table.piece(rows, capacity)),
    ],
    commit: (rows) => {
      dense.turn();
      for (const table of tables.values()) table.commit(rows);
    },
    parameters: () => Object.fromEntries(names.map((name) => [name, viewOf(name, storedOf(name).parameter)])),
    values,
    restore: (restored) => {
      for (const [key, { values: array }] of Object.entries(values())) {
        const from = restored[key]?.values;
        if (from?.length !== array.length) {
          throw new Error(`"${key}": found ${from?.length ?? "no"} values, expected ${array.length}`);
        }
        array.set(from);
      }
    },
  };
}
