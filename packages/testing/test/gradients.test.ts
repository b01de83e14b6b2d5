import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { checkGradients, cpuBackend } from "../src/index.ts";

type Operation = (...inputs: tf.Tensor[]) => tf.Tensor;

const left = [0.7, -1.3, 0.4, 1.9, -0.6, 1.1];
const right = [1.4, 0.8, -0.9, 0.5, 1.7, -1.2];
const positive = [0.5, 1.2, 2.1, 0.9, 1.7, 0.8];

/** A weighted sum, so that every entry of an operation's result has its own gradient. */
const scalarOf =
  (operation: Operation): ((...inputs: tf.Tensor[]) => tf.Scalar) =>
  (...inputs) => {
    const result = operation(...inputs);
    const weights = tf.tensor(
      Float32Array.from({ length: result.size }, (_, index) => 0.5 + Math.sin(index)),
      result.shape,
    );
    return tf.sum(tf.mul(result, weights));
  };

describe("gradients agree with finite differences", () => {
  beforeAll(cpuBackend);

  it.each<[string, Operation]>([
    ["Abs", (x) => tf.abs(x)],
    ["Cast", (x) => tf.cast(x, "float32")],
    ["Erf", (x) => tf.erf(x)],
    ["Exp", (x) => tf.exp(x)],
    ["ExpandDims", (x) => tf.expandDims(x, 1)],
    ["Identity", (x) => tf.clone(x)],
    ["LogSoftmax", (x) => tf.logSoftmax(x)],
    ["Max", (x) => tf.max(x, 1)],
    ["Max of all", (x) => tf.max(x)],
    ["Mean", (x) => tf.mean(x, 1)],
    ["Mean of all, axes kept", (x) => tf.mean(x, undefined, true)],
    ["Min", (x) => tf.min(x, -1, true)],
    ["Neg", (x) => tf.neg(x)],
    ["Relu", (x) => tf.relu(x)],
    ["Reshape", (x) => tf.reshape(x, [3, 2])],
    ["Sigmoid", (x) => tf.sigmoid(x)],
    ["Slice", (x) => tf.slice(x, [0, 1], [2, 1])],
    ["Softmax", (x) => tf.softmax(x)],
    ["Softplus", (x) => tf.softplus(x)],
    ["SplitV", (x) => tf.sub(...halvesOf(x))],
    ["Square", (x) => tf.square(x)],
    ["Sum", (x) => tf.sum(x, 0)],
    ["Sum, axis kept", (x) => tf.sum(x, -1, true)],
    ["Tanh", (x) => tf.tanh(x)],
    ["Transpose", (x) => tf.transpose(x, [1, 0])],
  ])("%s", (_, operation) => {
    tf.tidy(() => {
      checkGradients(scalarOf(operation), [tf.tensor(left, [2, 3])]);
    });
  });

  it.each<[string, Operation]>([
    ["Log", (x) => tf.log(x)],
    ["Rsqrt", (x) => tf.rsqrt(x)],
    ["Sqrt", (x) => tf.sqrt(x)],
  ])("%s", (_, operation) => {
    tf.tidy(() => {
      checkGradients(scalarOf(operation), [tf.tensor(positive, [2, 3])]);
    });
  });

  it.each<[string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor]>([
    ["Add", (a, b) => tf.add(a, b)],
    ["AddN", (a, b) => tf.addN([a, tf.add(tf.zerosLike(a), b)])],
    ["Concat", (a, b) => tf.concat([a, tf.add(tf.zerosLike(a), b)], -1)],
    ["Multiply", (a, b) => tf.mul(a, b)],
    ["Pack", (a, b) => tf.stack([a, tf.add(tf.zerosLike(a), b)], 1)],
    ["RealDiv", (a, b) => tf.div(a, b)],
    ["Sub", (a, b) => tf.sub(a, b)],
  ])("%s, also broadcast", (_, operation) => {
    tf.tidy(() => {
      const full = tf.tensor(left, [2, 3]);
      for (const shape of [[2, 3], [1, 3], [3], [2, 1], []]) {
        const size = shape.reduce((product, length) => product * length, 1);
        checkGradients(
          scalarOf((a, b) => operation(tf.add(a, 0), tf.add(b, 0))),
          [full, tf.tensor(right.slice(0, size), shape)],
        );
      }
    });
  });

  it.each<[string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor]>([
    ["Maximum", (a, b) => tf.maximum(a, b)],
    ["Minimum", (a, b) => tf.minimum(a, b)],
    ["SquaredDifference", (a, b) => tf.squaredDifference(a, b)],
  ])("%s of equal shapes; tfjs 4.22 refuses to differentiate it broadcast", (name, operation) => {
    tf.tidy(() => {
      const [a, b] = [tf.tensor(left, [2, 3]), tf.tensor(right, [2, 3])];
      checkGradients(scalarOf(operation), [a, b]);
      const broadcast = (): unknown => tf.grads(scalarOf(operation))([a, tf.slice(b, [0, 0], [1, 3])]);
      expect(broadcast).toThrow(`Error in gradient for op ${name}`);
    });
  });

  it.each<[string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor]>([
    ["Equal", (a, b) => tf.equal(a, b)],
    ["Greater", (a, b) => tf.greater(a, b)],
    ["GreaterEqual", (a, b) => tf.greaterEqual(a, b)],
    ["Less", (a, b) => tf.less(a, b)],
    ["LessEqual", (a, b) => tf.lessEqual(a, b)],
    ["LogicalAnd", (a, b) => tf.logicalAnd(tf.less(a, 1), tf.less(b, 1))],
    ["LogicalNot", (a) => tf.logicalNot(tf.less(a, 1))],
    ["LogicalOr", (a, b) => tf.logicalOr(tf.less(a, -1), tf.less(b, 1))],
  ])("Select by %s, also broadcast", (_, compare) => {
    tf.tidy(() => {
      const [a, b] = [tf.tensor(left, [2, 3]), tf.tensor(right, [2, 3])];
      const chosen = (x: tf.Tensor, y: tf.Tensor): tf.Tensor => tf.where(compare(x, y), tf.mul(x, 3), tf.square(x));
      checkGradients(
        scalarOf((x, y) => tf.add(chosen(x, y), y)),
        [a, b],
      );
      checkGradients(
        scalarOf((x, y) => tf.add(chosen(x, y), y)),
        [a, tf.tensor(right.slice(0, 3), [1, 3])],
      );
    });
  });

  it.each([
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ])("BatchMatMul, transposed %s and %s", (first, second) => {
    tf.tidy(() => {
      const a = tf.tensor([...left, ...right], first ? [2, 3, 2] : [2, 2, 3]);
      const b = tf.tensor([...right, ...positive], second ? [2, 2, 3] : [2, 3, 2]);
      checkGradients(
        scalarOf((x, y) => tf.matMul(x, y, first, second)),
        [a, b],
      );
    });
  });

  it("GatherV2, with a row taken twice", () => {
    tf.tidy(() => {
      const indices = tf.tensor2d([2, 0, 2, 2], [2, 2], "int32");
      checkGradients(
        scalarOf((table) => tf.gather(table, indices)),
        [tf.tensor(left, [3, 2])],
      );
    });
  });

  it.each<[string, Operation]>([
    ["Sign", (x) => tf.sign(x)],
    ["Step", (x) => tf.step(x)],
  ])("%s: flat", (_, operation) => {
    tf.tidy(() => {
      expect([...tf.grad(scalarOf(operation))(tf.tensor1d(left)).dataSync()]).toEqual(left.map(() => 0));
    });
  });
});

describe("checkGradients", () => {
  beforeAll(cpuBackend);

  it("finds a wrong gradient and says where", () => {
    const wrong = tf.customGrad<tf.Scalar>((x) => {
      if (!(x instanceof tf.Tensor)) throw new Error("tensor expected");
      return { value: tf.sum(tf.square(x)), gradFunc: (dy) => [tf.mul(dy, tf.mul(2.1, x))] };
    });
    tf.tidy(() => {
      expect(() => {
        checkGradients(wrong, [tf.tensor1d([1, 2])]);
      }).toThrow(/input 0, entry 0: gradient 2\.09\d*, finite difference 1\.99/);
    });
  });

  it("finds an input that the result does not depend on", () => {
    tf.tidy(() => {
      const first = (x: tf.Tensor): tf.Scalar => tf.sum(x);
      expect(() => {
        checkGradients(first, [tf.tensor1d([1]), tf.tensor1d([2])]);
      }).toThrow("input 1: no gradient");
    });
  });
});

function halvesOf(x: tf.Tensor): [tf.Tensor, tf.Tensor] {
  const [first, second] = tf.split(x, 2, 0);
  if (first === undefined || second === undefined) throw new Error("two halves expected");
  return [first, second];
}
