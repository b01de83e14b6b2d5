import * as tf from "@tensorflow/tfjs-core";
import { fusedOr } from "./fused.ts";
import type { TensorOperator } from "./tensor-call.ts";

/** Operators that multiply matrices, look rows up or normalise them. */
export const linearAlgebraOperators = {
  FusedMatMul: (call) => tf.matMul(call.input(0), call.input(1), call.flag("transA"), call.flag("transB")),
  Gather: (call) => tf.gather(call.input(0), call.input(1), call.number("axis")),
  /** Over the last axis, with the mean and the inverse deviation, as the kernel gives them. */
  LayerNormalization: (call) => {
    const [x, gamma, beta, epsilon] = [call.input(0), call.input(1), call.input(2), call.number("epsilon")];
    return fusedOr("LayerNormalization", { x, gamma, beta }, { epsilon }, () => {
      const mean = tf.mean(x, -1, true);
      const centered = tf.sub(x, mean);
      const inverseDeviation = tf.rsqrt(tf.add(tf.mean(tf.square(centered), -1, true), epsilon));
      return [tf.add(tf.mul(tf.mul(centered, inverseDeviation), gamma), beta), mean, inverseDeviation];
    });
  },
  MatMul: (call) => tf.matMul(call.input(0), call.input(1)),
} satisfies Readonly<Record<string, TensorOperator>>;
