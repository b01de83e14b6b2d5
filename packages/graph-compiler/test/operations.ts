import * as tf from "@tensorflow/tfjs-core";

export type Operation = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/** Functions of a [2, 3] and b [2, 3] (positive, distinct), one for each kernel or gradient worth its own line. */
export const operations: Readonly<Record<string, Operation>> = {
  add: (a, b) => tf.add(a, b),
  "add of a row": (a, b) => tf.add(a, tf.slice(b, [0, 0], [1, 3])),
  sub: (a, b) => tf.sub(a, b),
  mul: (a, b) => tf.mul(a, b),
  div: (a, b) => tf.div(a, b),
  maximum: (a, b) => tf.maximum(a, b),
  minimum: (a, b) => tf.minimum(a, b),
  pow: (a, b) => tf.pow(a, b),
  squaredDifference: (a, b) => tf.squaredDifference(a, b),
  abs: (a, b) => tf.abs(tf.sub(a, b)),
  exp: (a) => tf.exp(a),
  log: (a) => tf.log(a),
  log1p: (a) => tf.log1p(a),
  sqrt: (a) => tf.sqrt(a),
  rsqrt: (a) => tf.rsqrt(a),
  square: (a) => tf.square(a),
  reciprocal: (a) => tf.reciprocal(a),
  neg: (a) => tf.neg(a),
  sign: (a, b) => tf.sign(tf.sub(a, b)),
  erf: (a) => tf.erf(a),
  tanh: (a) => tf.tanh(a),
  sigmoid: (a) => tf.sigmoid(a),
  softplus: (a) => tf.softplus(a),
  relu: (a, b) => tf.relu(tf.sub(a, b)),
  sin: (a) => tf.sin(a),
  cos: (a) => tf.cos(a),
  clipByValue: (a) => tf.clipByValue(a, 0.5, 1),
  where: (a, b) =>
    tf.where(
      tf.tensor2d(
        [
          [1, 0, 1],
          [0, 0, 1],
        ],
        [2, 3],
        "bool",
      ),
      a,
      tf.neg(b),
    ),
  "where by a comparison": (a, b) => tf.where(tf.greater(a, b), tf.square(a), tf.neg(b)),
  "where by comparisons": (a, b) =>
    tf.where(
      tf.logicalOr(tf.logicalAnd(tf.lessEqual(a, 1.7), tf.less(b, a)), tf.logicalNot(tf.less(a, 2))),
      tf.mul(a, b),
      tf.where(tf.equal(a, tf.minimum(a, b)), a, tf.square(b)),
    ),
  "sum over an axis": (a) => tf.sum(a, 0, true),
  "sum of all": (a) => tf.sum(a),
  mean: (a) => tf.mean(a, 1),
  max: (a) => tf.max(a, 1),
  min: (a) => tf.min(a, -1),
  "cumsum along an axis": (a) => tf.cumsum(a, 1),
  "cumsum backwards, without itself": (a) => tf.cumsum(a, 1, true, true),
  softmax: (a) => tf.softmax(a),
  logSoftmax: (a) => tf.logSoftmax(a),
  matMul: (a, b) => tf.matMul(a, tf.transpose(b)),
  "matMul, right side transposed": (a, b) => tf.matMul(a, b, false, true),
  "matMul, left side transposed": (a, b) => tf.matMul(a, b, true),
  "matMul with a bias": (a, b) => tf.add(tf.matMul(a, b, false, true), tf.sum(b, 1)),
  "matMul of batches": (a, b) => tf.matMul(tf.reshape(a, [2, 1, 3]), tf.reshape(b, [2, 3, 1])),
  reshape: (a) => tf.mul(tf.reshape(a, [3, 2]), tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2])),
  transpose: (a) => tf.transpose(a),
  expandDims: (a) => tf.expandDims(a, 1),
  tile: (a) => tf.tile(a, [1, 2]),
  slice: (a) => tf.slice(a, [0, 1], [2, -1]),
  pad: (a) =>
    tf.pad(
      a,
      [
        [1, 0],
        [0, 2],
      ],
      3,
    ),
  concat: (a, b) => tf.concat([a, b], 1),
  stack: (a, b) => tf.stack([a, b], 1),
  gather: (a) => tf.gather(a, tf.tensor1d([1, 0, 1], "int32")),
  unsortedSegmentSum: (a) => tf.unsortedSegmentSum(a, tf.tensor1d([2, 2], "int32"), 3),
  "uniform constants": (a) => tf.addN([a, tf.zerosLike(a), tf.onesLike(a), tf.fill([2, 3], 4)]),
};

/** Functions that tfjs does not differentiate, or not at these shapes or types. */
export const undifferentiated: Readonly<Record<string, Operation>> = {
  greater: (a, b) => tf.greater(a, b),
  greaterEqual: (a) => tf.greaterEqual(a, a),
  less: (a, b) => tf.less(a, b),
  lessEqual: (a) => tf.lessEqual(a, a),
  equal: (a, b) => tf.equal(a, tf.minimum(a, b)),
  logicalAnd: (a, b) => tf.logicalAnd(tf.less(a, b), tf.less(b, 1)),
  logicalOr: (a, b) => tf.logicalOr(tf.less(a, b), tf.less(b, 1)),
  logicalNot: (a) => tf.logicalNot(tf.less(a, 1)),
  "matMul of batches by one matrix": (a, b) => tf.matMul(tf.reshape(a, [2, 1, 3]), tf.reshape(b, [1, 3, 2])),
  "matMul of batches by one matrix, left side transposed": (a, b) =>
    tf.matMul(tf.reshape(a, [2, 3, 1]), tf.reshape(b, [1, 3, 2]), true),
  "matMul of one matrix by batches": (a, b) => tf.matMul(tf.reshape(a, [1, 2, 3]), tf.reshape(b, [2, 3, 1])),
  prod: (a) => tf.prod(a, 1),
  "max of integers": (a) => tf.max(tf.cast(tf.mul(a, 10), "int32"), 0),
  "cumsum of integers": (a) => tf.cumsum(tf.cast(tf.mul(a, 10), "int32"), 1, true),
  "gather along an axis": (a) => tf.gather(a, tf.tensor2d([2, 0, 1, 1], [2, 2], "int32"), 1),
};
