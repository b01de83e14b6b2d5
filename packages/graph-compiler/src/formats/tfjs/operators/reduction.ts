import * as tf from "@tensorflow/tfjs-core";
import type { TensorOperator } from "./tensor-call.ts";

type Folding = (x: tf.Tensor, axes: number[], keepDimensions: boolean) => tf.Tensor;

const folding =
  (operation: Folding): TensorOperator =>
  (call) =>
    operation(call.input(0), call.numbers("axes"), call.flag("keepdims"));

/** Operators that fold axes away, or along them. */
export const reductionOperators = {
  CumSum: (call) => tf.cumsum(call.input(0), call.entry(1), call.flag("exclusive"), call.flag("reverse")),
  LogSoftmax: (call) => tf.logSoftmax(call.input(0), call.number("axis")),
  ReduceMax: folding((x, axes, keepDimensions) => tf.max(x, axes, keepDimensions)),
  ReduceMean: folding((x, axes, keepDimensions) => tf.mean(x, axes, keepDimensions)),
  ReduceMin: folding((x, axes, keepDimensions) => tf.min(x, axes, keepDimensions)),
  ReduceProd: folding((x, axes, keepDimensions) => tf.prod(x, axes, keepDimensions)),
  ReduceSum: (call) => tf.sum(call.input(0), call.entries(1), call.flag("keepdims")),
  Softmax: (call) => tf.softmax(call.input(0), call.number("axis")),
} satisfies Readonly<Record<string, TensorOperator>>;
