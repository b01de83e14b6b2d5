import { int, ints } from "../graph/graph.ts";
import { onnx, type OnnxOperator } from "../graph/operator.ts";
import type { ElementType } from "../graph/value.ts";
import type { Kernel, KernelTable } from "./kernel.ts";

const reduction =
  (type: OnnxOperator, axisAttribute = "axis"): Kernel =>
  (graph, call) => {
    const x = call.input("x");
    const axes = call.axes(axisAttribute, x.shape.length);
    const keepDims = call.flag("keepDims");
    const shape = x.shape.flatMap((dimension, axis) => (axes.includes(axis) ? (keepDims ? [1] : []) : [dimension]));
    const dtype: ElementType = x.dtype === "bool" ? "int32" : x.dtype;
    // From operator set 13 on ReduceSum takes its axes as an input; the others still as an attribute.
    return type === "ReduceSum"
      ? graph.node(onnx(type), [x, graph.indices(axes)], { shape, dtype }, { keepdims: int(Number(keepDims)) })
      : graph.node(onnx(type), [x], { shape, dtype }, { axes: ints(axes), keepdims: int(Number(keepDims)) });
  };

/** tfjs kernels that fold axes away, or along them. */
export const reductionKernels: KernelTable = {
  Sum: reduction("ReduceSum"),
  Mean: reduction("ReduceMean"),
  Max: reduction("ReduceMax", "reductionIndices"),
  Min: reduction("ReduceMin"),
  Prod: reduction("ReduceProd"),
  Cumsum: (graph, call) => {
    const x = call.input("x");
    const attributes = { exclusive: int(Number(call.flag("exclusive"))), reverse: int(Number(call.flag("reverse"))) };
    return graph.node(onnx("CumSum"), [x, graph.scalar(call.number("axis"), "int64")], x, attributes);
  },
  Softmax: (graph, call) => {
    const logits = call.input("logits");
    return graph.node(onnx("Softmax"), [logits], logits, { axis: int(call.number("dim")) });
  },
  LogSoftmax: (graph, call) => {
    const logits = call.input("logits");
    return graph.node(onnx("LogSoftmax"), [logits], logits, { axis: int(call.number("axis")) });
  },
};
