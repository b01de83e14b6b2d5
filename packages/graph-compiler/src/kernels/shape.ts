import { util } from "@tensorflow/tfjs-core";
import { type GraphBuilder, int, ints } from "../graph/graph.ts";
import { onnx } from "../graph/operator.ts";
import { sizeOf, type Value } from "../graph/value.ts";
import type { KernelTable } from "./kernel.ts";

/** The same elements in another shape; the value itself where nothing changes. */
export function reshape(graph: GraphBuilder, x: Value, shape: readonly number[]): Value {
  const same = shape.length === x.shape.length && shape.every((dimension, axis) => dimension === x.shape[axis]);
  return same ? x : graph.node(onnx("Reshape"), [x, graph.indices(shape)], { shape, dtype: x.dtype });
}

function slice(graph: GraphBuilder, x: Value, starts: readonly number[], sizes: readonly number[]): Value {
  const ends = starts.map((start, axis) => start + (sizes[axis] ?? 0));
  const axes = starts.map((_, axis) => axis);
  const operands = [x, graph.indices(starts), graph.indices(ends), graph.indices(axes)];
  return graph.node(onnx("Slice"), operands, { shape: sizes, dtype: x.dtype });
}

/** Consecutive pieces of these sizes along an axis. */
function pieces(graph: GraphBuilder, x: Value, axis: number, sizes: readonly number[]): readonly Value[] {
  let start = 0;
  return sizes.map((size) => {
    const starts = x.shape.map((_, index) => (index === axis ? start : 0));
    start += size;
    return slice(graph, x, starts, x.shape.with(axis, size));
  });
}

/** tfjs kernels that move or repeat elements. */
export const shapeKernels: KernelTable = {
  Reshape: (graph, call) => {
    const x = call.input("x");
    return reshape(graph, x, util.inferFromImplicitShape([...call.numbers("shape")], sizeOf(x.shape)));
  },
  ExpandDims: (graph, call) => {
    const x = call.input("input");
    const dimension = call.number("dim");
    const axis = dimension < 0 ? x.shape.length + 1 + dimension : dimension;
    return reshape(graph, x, x.shape.toSpliced(axis, 0, 1));
  },
  Transpose: (graph, call) => {
    const x = call.input("x");
    const permutation = call.numbers("perm");
    if (permutation.every((from, to) => from === to)) return x;
    const shape = permutation.map((axis) => x.shape[axis] ?? 1);
    return graph.node(onnx("Transpose"), [x], { shape, dtype: x.dtype }, { perm: ints(permutation) });
  },
  Tile: (graph, call) => {
    const x = call.input("x");
    const repeats = call.numbers("reps");
    const shape = x.shape.map((dimension, axis) => dimension * (repeats[axis] ?? 1));
    return graph.node(onnx("Tile"), [x, graph.indices(repeats)], { shape, dtype: x.dtype });
  },
  Slice: (graph, call) => {
    const x = call.input("x");
    const starts = call.numbers("begin");
    const remaining = (axis: number): number => (x.shape[axis] ?? 0) - (starts[axis] ?? 0);
    const sizes = call.numbers("size").map((size, axis) => (size < 0 ? remaining(axis) : size));
    return slice(graph, x, starts, sizes);
  },
  SplitV: (graph, call) => {
    const x = call.input("x");
    const [axis = 0] = call.axes("axis", x.shape.length);
    const sizes = call.numbers("numOrSizeSplits");
    const length = x.shape[axis] ?? 0;
    const [parts = 1] = sizes;
    return pieces(graph, x, axis, sizes.length > 1 ? sizes : Array.from({ length: parts }, () => length / parts));
  },
  Unpack: (graph, call) => {
    const x = call.input("value");
    const [axis = 0] = call.axes("axis", x.shape.length);
    const ones = Array.from({ length: x.shape[axis] ?? 0 }, () => 1);
    return pieces(graph, x, axis, ones).map((piece) => reshape(graph, piece, x.shape.toSpliced(axis, 1)));
  },
  PadV2: (graph, call) => {
    const x = call.input("x");
    const paddings = pairsOf(call.attribute("paddings"));
    const amounts = graph.indices([...paddings.map(([before]) => before), ...paddings.map(([, after]) => after)]);
    const shape = x.shape.map((dimension, axis) => {
      const [before, after] = paddings[axis] ?? [0, 0];
      return before + dimension + after;
    });
    return graph.node(onnx("Pad"), [x, amounts, graph.scalar(call.number("constantValue"), x.dtype)], {
      shape,
      dtype: x.dtype,
    });
  },
  Concat: (graph, call) => {
    const parts = call.inputList();
    const axis = call.number("axis");
    const [first] = parts;
    if (!first) throw new Error("Concat of nothing");
    const length = parts.reduce((sum, part) => sum + (part.shape[axis] ?? 0), 0);
    const shape = first.shape.with(axis, length);
    return graph.node(onnx("Concat"), parts, { shape, dtype: first.dtype }, { axis: int(axis) });
  },
  Pack: (graph, call) => {
    const axis = call.number("axis");
    const parts = call.inputList().map((part) => reshape(graph, part, part.shape.toSpliced(axis, 0, 1)));
    const [first] = parts;
    if (!first) throw new Error("Pack of nothing");
    const shape = first.shape.with(axis, parts.length);
    return graph.node(onnx("Concat"), parts, { shape, dtype: first.dtype }, { axis: int(axis) });
  },
  Fill: (graph, call) => graph.filled(call.number("value"), call.numbers("shape"), "float32"),
  ZerosLike: (graph, call) => graph.filled(0, call.input("x").shape, call.input("x").dtype),
  OnesLike: (graph, call) => graph.filled(1, call.input("x").shape, call.input("x").dtype),
};

function pairsOf(attribute: unknown): readonly (readonly [number, number])[] {
  if (!Array.isArray(attribute)) throw new Error("PadV2: paddings must be a list");
  return attribute.map((entry: unknown) => {
    const amounts: unknown[] = Array.isArray(entry) ? entry : [];
    const [before, after] = amounts;
    if (typeof before !== "number" || typeof after !== "number") {
      throw new Error("PadV2: every padding must be [before, after]");
    }
    return [before, after] as const;
  });
}
