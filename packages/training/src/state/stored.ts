/** One of each for a parameter itself and for every slot that the optimizer keeps of it. */
export interface Stored<T> {
  readonly parameter: T;
  readonly slots: Readonly<Record<string, T>>;
}

/** @param of undefined for the parameter, else a slot's name. */
export function makeStored<T>(slots: readonly string[], of: (slot: string | undefined) => T): Stored<T> {
  return { parameter: of(undefined), slots: Object.fromEntries(slots.map((slot) => [slot, of(slot)])) };
}

export function mapStored<T, U>({ parameter, slots }: Stored<T>, change: (value: T) => U): Stored<U> {
  return {
    parameter: change(parameter),
    slots: Object.fromEntries(Object.entries(slots).map(([slot, value]) => [slot, change(value)])),
  };
}

export const allStored = <T>({ parameter, slots }: Stored<T>): readonly T[] => [parameter, ...Object.values(slots)];

/** Entries that an update reads and rewrites together: some of a group's parameters, or rows of a lookup table. */
export interface UpdatePiece {
  /** A parameter whose rule is that of the whole piece. */
  readonly name: string;
  /** A multiple of ROW entries, like all arrays of the piece. */
  readonly gradient: Float32Array;
  readonly read: Stored<Float32Array>;
  /** Where new values go; on no memory that is read. */
  readonly written: Stored<Float32Array>;
}
