import { broadcast_util as broadcast } from "@tensorflow/tfjs-core";
import { type GraphBuilder, int } from "../graph/graph.ts";
import { contributed, onnx, type OnnxOperator } from "../graph/operator.ts";
import type { ElementType, Value } from "../graph/value.ts";
import type { Kernel, KernelTable } from "./kernel.ts";

const broadcastShape = (a: Value, b: Value): number[] =>
  broadcast.assertAndGetBroadcastShape([...a.shape], [...b.shape]);

const binary =
  (type: OnnxOperator, dtype?: ElementType): Kernel =>
  (graph, call) => {
    const [a, b] = [call.input("a"), call.input("b")];
    return graph.node(onnx(type), [a, b], { shape: broadcastShape(a, b), dtype: dtype ?? a.dtype });
  };

const unary =
  (type: OnnxOperator, input = "x"): Kernel =>
  (graph, call) =>
    graph.node(onnx(type), [call.input(input)], call.input(input));

const square = (graph: GraphBuilder, x: Value): Value => graph.node(onnx("Mul"), [x, x], x);

/** ONNX element type numbers that Cast names its target with. */
const CAST_TARGETS: Readonly<Record<ElementType, number>> = { float32: 1, int32: 6, int64: 7, bool: 9 };

/** Cast to another element type; the value itself where it has that type. */
export const cast = (graph: GraphBuilder, x: Value, dtype: ElementType): Value =>
  x.dtype === dtype ? x : graph.node(onnx("Cast"), [x], { shape: x.shape, dtype }, { to: int(CAST_TARGETS[dtype]) });

/** tfjs kernels that treat each element alone. */
export const elementwiseKernels: KernelTable = {
  Add: binary("Add"),
  AddV2: binary("Add"),
  AddN: (graph, call) => {
    const terms = call.inputList();
    const [first] = terms;
    if (!first) throw new Error("AddN of nothing");
    return graph.node(onnx("Sum"), terms, first);
  },
  Sub: binary("Sub"),
  Multiply: binary("Mul"),
  RealDiv: binary("Div"),
  Maximum: binary("Max"),
  Minimum: binary("Min"),
  Pow: binary("Pow"),
  Greater: binary("Greater", "bool"),
  GreaterEqual: binary("GreaterOrEqual", "bool"),
  Less: binary("Less", "bool"),
  LessEqual: binary("LessOrEqual", "bool"),
  Equal: binary("Equal", "bool"),
  LogicalAnd: binary("And", "bool"),
  LogicalOr: binary("Or", "bool"),
  LogicalNot: unary("Not"),
  SquaredDifference: (graph, call) => {
    const [a, b] = [call.input("a"), call.input("b")];
    return square(graph, graph.node(onnx("Sub"), [a, b], { shape: broadcastShape(a, b), dtype: a.dtype }));
  },
  Abs: unary("Abs"),
  Cos: unary("Cos"),
  Erf: unary("Erf"),
  Exp: unary("Exp"),
  Log: unary("Log"),
  Neg: unary("Neg"),
  Reciprocal: unary("Reciprocal"),
  Relu: unary("Relu"),
  Sigmoid: unary("Sigmoid"),
  Sign: unary("Sign"),
  Sin: unary("Sin"),
  Softplus: unary("Softplus"),
  Sqrt: unary("Sqrt"),
  Tanh: unary("Tanh"),
  Identity: (_, call) => call.input("x"),
  Square: (graph, call) => square(graph, call.input("x")),
  Rsqrt: (graph, call) => {
    const x = call.input("x");
    return graph.node(onnx("Reciprocal"), [graph.node(onnx("Sqrt"), [x], x)], x);
  },
  Log1p: (graph, call) => {
    const x = call.input("x");
    return graph.node(onnx("Log"), [graph.node(onnx("Add"), [x, graph.scalar(1, x.dtype)], x)], x);
  },
  Step: (graph, call) => {
    const x = call.input("x");
    const positive = graph.node(onnx("Greater"), [x, graph.scalar(0, x.dtype)], { shape: x.shape, dtype: "bool" });
    return graph.node(
      onnx("Where"),
      [positive, graph.scalar(1, "float32"), graph.scalar(call.number("alpha"), "float32")],
      { shape: x.shape, dtype: "float32" },
    );
  },
  ClipByValue: (graph, call) => {
    const bounds = ["clipValueMin", "clipValueMax"].map((name) => graph.scalar(call.number(name), "float32"));
    return graph.node(onnx("Clip"), [call.input("x"), ...bounds], call.input("x"));
  },
  Cast: (graph, call) => {
    const dtype = call.attribute("dtype");
    if (dtype !== "float32" && dtype !== "int32" && dtype !== "bool") {
      throw new Error(`Cast to ${JSON.stringify(dtype)} has no counterpart in the graph; use float32, int32 or bool`);
    }
    return cast(graph, call.input("x"), dtype);
  },
  Select: (graph, call) => {
    const [condition, t, e] = [call.input("condition"), call.input("t"), call.input("e")];
    return graph.node(onnx("Where"), [condition, t, e], { shape: broadcastShape(t, e), dtype: t.dtype });
  },
  /** Gaussian error linear unit with the exact erf; models call it where a backend registers it. */
  Gelu: (graph, call) => graph.node(contributed("Gelu"), [call.input("x")], call.input("x")),
};
