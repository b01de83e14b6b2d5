import * as tf from "@tensorflow/tfjs-core";
import { fusedOr } from "./fused.ts";
import type { TensorOperator } from "./tensor-call.ts";

const unary =
  (operation: (x: tf.Tensor) => tf.Tensor): TensorOperator =>
  (call) =>
    operation(call.input(0));

const binary =
  (operation: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): TensorOperator =>
  (call) =>
    operation(call.input(0), call.input(1));

/** By ONNX's numbers of element types. */
const CAST_TARGETS = new Map([
  [1, "float32"],
  [6, "int32"],
  [9, "bool"],
] as const);

/** x Phi(x). */
const gelu = (x: tf.Tensor): tf.Tensor =>
  fusedOr("Gelu", { x }, {}, () => tf.mul(x, tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5)));

/** Operators that treat each element alone. */
export const elementwiseOperators = {
  Abs: unary((x) => tf.abs(x)),
  Add: binary((a, b) => tf.add(a, b)),
  And: binary((a, b) => tf.logicalAnd(a, b)),
  Cast: (call) => {
    const [target, found] = [call.number("to"), call.input(0)];
    const dtype = [...CAST_TARGETS].find(([number]) => number === target)?.[1];
    if (dtype === undefined) throw new Error(`Cast to element type ${target}, expected float32, int32 or bool`);
    return tf.cast(found, dtype);
  },
  Clip: (call) => tf.clipByValue(call.input(0), call.entry(1), call.entry(2)),
  Cos: unary((x) => tf.cos(x)),
  Div: binary((a, b) => tf.div(a, b)),
  Equal: binary((a, b) => tf.equal(a, b)),
  Erf: unary((x) => tf.erf(x)),
  Exp: unary((x) => tf.exp(x)),
  Gelu: unary(gelu),
  Greater: binary((a, b) => tf.greater(a, b)),
  GreaterOrEqual: binary((a, b) => tf.greaterEqual(a, b)),
  Identity: unary((x) => x),
  Less: binary((a, b) => tf.less(a, b)),
  LessOrEqual: binary((a, b) => tf.lessEqual(a, b)),
  Log: unary((x) => tf.log(x)),
  Max: binary((a, b) => tf.maximum(a, b)),
  Min: binary((a, b) => tf.minimum(a, b)),
  Mul: binary((a, b) => tf.mul(a, b)),
  Neg: unary((x) => tf.neg(x)),
  Not: unary((x) => tf.logicalNot(x)),
  Or: binary((a, b) => tf.logicalOr(a, b)),
  Pow: binary((a, b) => tf.pow(a, b)),
  Reciprocal: unary((x) => tf.reciprocal(x)),
  Relu: unary((x) => tf.relu(x)),
  Sigmoid: unary((x) => tf.sigmoid(x)),
  Sign: unary((x) => tf.sign(x)),
  Sin: unary((x) => tf.sin(x)),
  Softplus: unary((x) => tf.softplus(x)),
  Sqrt: unary((x) => tf.sqrt(x)),
  Sub: binary((a, b) => tf.sub(a, b)),
  Sum: (call) => tf.addN(call.inputs()),
  Tanh: unary((x) => tf.tanh(x)),
  Where: (call) => tf.where(call.input(0), call.input(1), call.input(2)),
} satisfies Readonly<Record<string, TensorOperator>>;
