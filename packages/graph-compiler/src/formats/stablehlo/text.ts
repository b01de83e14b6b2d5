import type { ElementType } from "../../graph/value.ts";

/** Element types of a module: those of a graph, and what factors of products are rounded to. */
export type ModuleType = ElementType | "bfloat16";

export interface TensorType {
  readonly shape: readonly number[];
  readonly dtype: ModuleType;
}

/** A value of the module, by its name in the text. */
export interface Operand extends TensorType {
  readonly name: string;
}

const TYPES: Readonly<Record<ModuleType, string>> = {
  float32: "f32",
  bfloat16: "bf16",
  int32: "i32",
  int64: "i64",
  bool: "i1",
};

/** E.g. tensor<2x3xf32>. */
export const typeText = ({ shape, dtype }: TensorType): string => `tensor<${[...shape, TYPES[dtype]].join("x")}>`;

/** E.g. (tensor<2xf32>, tensor<f32>) -> tensor<2xf32>. */
export const functionType = (operands: readonly TensorType[], result: TensorType): string =>
  `(${operands.map(typeText).join(", ")}) -> ${typeText(result)}`;

export const namesOf = (operands: readonly Operand[]): string => operands.map(({ name }) => name).join(", ");

export const list = (values: readonly number[]): string => `[${values.join(", ")}]`;

/** MLIR's dense array of 64-bit integers. */
export const array = (values: readonly number[]): string =>
  values.length === 0 ? "array<i64>" : `array<i64: ${values.join(", ")}>`;

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);

/** 0, 1, .. length - 1. */
export const upTo = (length: number): number[] => Array.from({ length }, (_, index) => index);
