import * as tf from "@tensorflow/tfjs-core";
import type { Numbers } from "../operand.ts";
import type { TensorOperator } from "./tensor-call.ts";

const sizes = (values: readonly number[], shape: readonly number[] = [values.length]): Numbers => ({
  values,
  shape,
  dtype: "int64",
});

/** Operators that move or repeat elements, and the shapes that they do it by. */
export const shapeOperators = {
  Concat: (call) => tf.concat(call.inputs(), call.number("axis")),
  Expand: (call) => tf.broadcastTo(call.input(0), call.entries(1)),
  Pad: (call) => {
    const [x, amounts] = [call.input(0), call.entries(1)];
    const paddings = x.shape.map((_, axis): [number, number] => [amounts[axis] ?? 0, amounts[x.rank + axis] ?? 0]);
    return tf.pad(x, paddings, call.entry(2));
  },
  Range: (call) => {
    const [start, limit, step] = [call.entry(0), call.entry(1), call.entry(2)];
    return sizes(Array.from({ length: Math.ceil((limit - start) / step) }, (_, index) => start + index * step));
  },
  Reshape: (call) => tf.reshape(call.input(0), call.entries(1)),
  Shape: (call) => sizes(call.input(0).shape),
  Slice: (call) => {
    const [x, starts, ends, axes] = [call.input(0), call.entries(1), call.entries(2), call.entries(3)];
    const begin = x.shape.map(() => 0);
    const size = [...x.shape];
    for (const [place, axis] of axes.entries()) {
      begin[axis] = starts[place] ?? 0;
      size[axis] = (ends[place] ?? 0) - (starts[place] ?? 0);
    }
    return tf.slice(x, begin, size);
  },
  Tile: (call) => tf.tile(call.input(0), call.entries(1)),
  Transpose: (call) => tf.transpose(call.input(0), call.numbers("perm")),
} satisfies Readonly<Record<string, TensorOperator>>;

type SizeOperator = (operands: readonly Numbers[]) => Numbers;

/** One of the two may have a single entry. */
const combining =
  (operation: (one: number, other: number) => number): SizeOperator =>
  ([{ values: a } = sizes([]), { values: b } = sizes([])]) => {
    const at = (values: readonly number[], place: number): number => values[place % values.length] ?? NaN;
    const length = Math.max(a.length, b.length);
    return sizes(Array.from({ length }, (_, place) => operation(at(a, place), at(b, place))));
  };

/** Operators of shapes themselves. */
export const sizeOperators: ReadonlyMap<string, SizeOperator> = new Map<string, SizeOperator>([
  ["Add", combining((one, other) => one + other)],
  [
    "Gather",
    ([from = sizes([]), { values, shape } = sizes([])]) =>
      sizes(
        values.map((place) => from.values[place] ?? NaN),
        shape,
      ),
  ],
  ["Mul", combining((one, other) => one * other)],
  ["Reshape", ([from = sizes([]), { values: shape } = sizes([])]) => sizes(from.values, shape)],
]);
