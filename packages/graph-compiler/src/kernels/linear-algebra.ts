import { broadcast_util as broadcast } from "@tensorflow/tfjs-core";
import { float, type GraphBuilder, int } from "../graph/graph.ts";
import { contributed, onnx } from "../graph/operator.ts";
import { sizeOf, type Value } from "../graph/value.ts";
import { cast } from "./elementwise.ts";
import type { KernelTable } from "./kernel.ts";
import { reshape } from "./shape.ts";

/** tfjs kernels that multiply matrices, look rows up or normalise them. */
export const linearAlgebraKernels: KernelTable = {
  BatchMatMul: (graph, call) =>
    matMul(graph, call.input("a"), call.input("b"), call.flag("transposeA"), call.flag("transposeB")),
  GatherV2: (graph, call) => {
    const [x, indices] = [call.input("x"), call.input("indices")];
    const axis = call.number("axis");
    if (call.number("batchDims") !== 0) throw new Error("GatherV2 with batchDims has no counterpart in the graph");
    const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
    return graph.node(onnx("Gather"), [x, indices], { shape, dtype: x.dtype }, { axis: int(axis) });
  },
  /**
   * The gradient of a row lookup, as a product with the one-hot matrix: a scattered sum adds repeated rows in an order
   * that differs between runs on several threads, and a run must repeat to the byte.
   */
  UnsortedSegmentSum: (graph, call) => {
    const [x, segmentIds] = [call.input("x"), call.input("segmentIds")];
    const segments = call.number("numSegments");
    const rows = sizeOf(segmentIds.shape);
    const inner = x.shape.slice(segmentIds.shape.length);
    const oneHot = graph.node(
      onnx("Equal"),
      [reshape(graph, range(graph, segments), [segments, 1]), reshape(graph, segmentIds, [1, rows])],
      { shape: [segments, rows], dtype: "bool" },
    );
    const flat = reshape(graph, x, [rows, sizeOf(inner)]);
    return reshape(graph, matMul(graph, cast(graph, oneHot, "float32"), flat, false, false), [segments, ...inner]);
  },
  /**
   * y = (x - mean) / sqrt(variance + epsilon) * gamma + beta over the last axis, with the mean and the inverse
   * deviation [rows, 1] that the gradient needs; models call it where a backend registers it.
   */
  LayerNormalization: (graph, call) => {
    const x = call.input("x");
    const rows = { shape: x.shape.with(-1, 1), dtype: x.dtype };
    return graph.nodeWithOutputs(
      onnx("LayerNormalization"),
      [x, call.input("gamma"), call.input("beta")],
      [x, rows, rows],
      { axis: int(-1), epsilon: float(call.number("epsilon")) },
    );
  },
};

function matMul(graph: GraphBuilder, a: Value, b: Value, transposeA: boolean, transposeB: boolean): Value {
  const batch = broadcast.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const rows = a.shape.at(transposeA ? -1 : -2) ?? 1;
  const columns = b.shape.at(transposeB ? -2 : -1) ?? 1;
  const output = { shape: [...batch, rows, columns], dtype: a.dtype };
  if (!transposeA && !transposeB) return graph.node(onnx("MatMul"), [a, b], output);
  return graph.node(contributed("FusedMatMul"), [a, b], output, {
    transA: int(Number(transposeA)),
    transB: int(Number(transposeB)),
  });
}

/** 0, 1, .. length - 1, int32 [length]; computed, so that steps of two lengths differ in shapes alone. */
function range(graph: GraphBuilder, length: number): Value {
  const limit = reshape(graph, graph.indices([length]), []);
  const ends = [graph.scalar(0, "int64"), limit, graph.scalar(1, "int64")];
  return cast(graph, graph.node(onnx("Range"), ends, { shape: [length], dtype: "int64" }), "int32");
}
