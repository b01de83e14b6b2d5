import type { NamedValues } from "@dalmeum/contracts";
import { addScaled } from "./lookup-rows.ts";
import { type ParameterGroup, parameterGroups, ROW } from "./parameter-groups.ts";
import { cachedViews, createSlidingArray, type SlidingArray } from "./sliding-array.ts";
import { allStored, makeStored, mapStored, type Stored, type UpdatePiece } from "./stored.ts";

/** Entries of a piece: what an update of them touches stays in a processor's cache, 2 MB an array. */
const PIECE = 512 * ROW;

/** Parameters that every step reads whole, end to end by group, with their gradients and slots. */
export interface DenseParameters {
  /** Views, valid until `turn`. */
  stored(name: string): Stored<Float32Array>;
  /** Where the gradient step writes; a view that stays. */
  gradient(name: string): Float32Array;
  /** Add the gradients, times `share`, to sums that the next update takes instead. */
  accumulate(share: number): void;
  /** In the order in which they must be updated; they take the sums, if there are any. All of them, and then `turn`. */
  pieces(): readonly UpdatePiece[];
  turn(): void;
}

interface GroupArrays {
  readonly group: ParameterGroup;
  readonly stored: Stored<SlidingArray>;
  readonly gradients: Float32Array;
  readonly gradient: (start: number, size: number) => Float32Array;
  /** Made when it is first needed: it takes as much memory as the gradients. */
  sum: Float32Array | undefined;
}

/**
 * @param initial starting parameters; their arrays are copied.
 * @param slots optimizer slots, which start at zero.
 */
export function createDenseParameters(
  initial: NamedValues,
  slots: readonly string[],
  groupOf: (name: string) => string,
): DenseParameters {
  const sizes = Object.fromEntries(Object.entries(initial).map(([name, { values }]) => [name, values.length]));
  const groups = parameterGroups(sizes, groupOf).map((group): GroupArrays => {
    const gradients = new Float32Array(group.size);
    const stored = makeStored(slots, () => createSlidingArray(group.size, Math.min(PIECE, group.size)));
    return { group, stored, gradients, gradient: cachedViews(gradients), sum: undefined };
  });
  const places = new Map(
    groups.flatMap((arrays) => arrays.group.members.map(({ name, ...place }) => [name, { ...arrays, ...place }])),
  );
  const placeOf = (name: string) => {
    const place = places.get(name);
    if (!place) throw new Error(`the training state has no "${name}"`);
    return place;
  };
  for (const [name, { values }] of Object.entries(initial)) {
    const { stored, start, size } = placeOf(name);
    stored.parameter.view(start, size).set(values);
  }
  let summed = false;
  return {
    stored: (name) => {
      const { stored, start, size } = placeOf(name);
      return mapStored(stored, (array) => array.view(start, size));
    },
    gradient: (name) => {
      const { gradient, start, size } = placeOf(name);
      return gradient(start, size);
    },
    accumulate: (share) => {
      for (const arrays of groups) {
        const sum = (arrays.sum ??= new Float32Array(arrays.group.size));
        if (!summed) sum.fill(0);
        addScaled(sum, arrays.gradients, share);
      }
      summed = true;
    },
    pieces: () => {
      const taken = summed;
      summed = false;
      return groups.flatMap((arrays) => piecesOf(arrays, taken));
    },
    turn: () => {
      for (const { stored } of groups) for (const array of allStored(stored)) array.turn();
    },
  };
}

function piecesOf({ group, stored, gradient, sum }: GroupArrays, summed: boolean): readonly UpdatePiece[] {
  const moves = mapStored(stored, (array) => array.moves());
  return moves.parameter.map(({ start, read }, index): UpdatePiece => {
    const size = read.length;
    const at = (which: "read" | "written"): Stored<Float32Array> =>
      mapStored(moves, (all) => all[index]?.[which] ?? new Float32Array());
    return {
      name: group.name,
      gradient: summed && sum ? sum.subarray(start, start + size) : gradient(start, size),
      read: at("read"),
      written: at("written"),
    };
  });
}
