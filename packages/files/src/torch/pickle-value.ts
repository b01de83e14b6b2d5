import type { Dtype } from "../stored-tensor.ts";

/** A run of elements in the file, shared by the tensors that view it. */
export interface Storage {
  readonly kind: "storage";
  readonly dtype: Dtype;
  /** Byte in the file. */
  readonly begin: number;
  readonly elements: number;
}

/** A tensor as a view of a storage; offset and strides count elements. */
export interface TensorView {
  readonly kind: "tensor";
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** A name of the few that are known. */
export interface Global {
  readonly kind: "global";
  readonly name: string;
}

/** What a pickle of tensors is made of; a tuple is an array, a dict a map. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | readonly PickleValue[]
  | Map<string, PickleValue>
  | Global
  | Storage
  | TensorView;

/** What a value is, for a message; it may hold itself, so nothing inside is shown. */
export function kindOf(value: PickleValue): string {
  if (value === null) return "None";
  if (value instanceof Map) return "a dict";
  if (typeof value === "object") return "kind" in value ? `a ${value.kind}` : "a tuple";
  return `a ${typeof value}`;
}

type Marked = Extract<PickleValue, { readonly kind: string }>;

/** Whether a value is an object that a pickle's globals make; dicts and tuples have no kind. */
export function isKind<K extends Marked["kind"]>(value: unknown, kind: K): value is Extract<Marked, { kind: K }> {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}
