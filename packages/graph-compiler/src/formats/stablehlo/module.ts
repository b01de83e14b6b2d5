import type { DataType, StateArray, TensorSpec } from "@dalmeum/contracts";

/** A named array's place in a longer one, in entries. */
export interface Place {
  readonly name: string;
  readonly start: number;
  readonly spec: TensorSpec;
}

/** Arrays of one type, end to end. */
export interface PackedArrays {
  readonly kind: "packed";
  readonly dtype: DataType;
  /** Entries of all. */
  readonly size: number;
  readonly places: readonly Place[];
}

/** An array of the state. */
export interface StateEntry {
  readonly kind: "state";
  readonly array: StateArray;
}

/** What the module takes at one place. The memory of a state's array is given away where a result goes back into it. */
export type ModuleParameter =
  | { readonly kind: "input"; readonly name: string; readonly spec: TensorSpec }
  | PackedArrays
  | StateEntry;

/** What the module gives at one place. */
export type ModuleResult =
  | { readonly kind: "output"; readonly name: string; readonly spec: TensorSpec }
  | PackedArrays
  | StateEntry;

/** A step as a StableHLO module in MLIR's text form, whose function is `main`. */
export interface StablehloModule {
  readonly text: string;
  readonly parameters: readonly ModuleParameter[];
  readonly results: readonly ModuleResult[];
}
