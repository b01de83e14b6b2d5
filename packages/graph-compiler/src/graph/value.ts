/** Element types that occur inside a graph; int64 only for shapes and axes, which ONNX wants so. */
export type ElementType = "float32" | "int32" | "bool" | "int64";

/** A tensor of the graph by name. */
export interface Value {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: ElementType;
}

/** Number of elements of a shape. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, dimension) => size * dimension, 1);
