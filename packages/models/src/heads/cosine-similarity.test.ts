import { checkGradients, cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { cosineSimilarity } from "./cosine-similarity.ts";

beforeAll(cpuBackend);

const first = (): tf.Tensor2D =>
  tf.tensor2d([
    [1, 2, 3],
    [0, 0, 0],
    [-1, 0.5, 2],
  ]);
const second = (): tf.Tensor2D =>
  tf.tensor2d([
    [0.5, -1, 2],
    [1, 1, 1],
    [2, -1, -4],
  ]);

describe("cosineSimilarity", () => {
  it("gives the values of torch 2.15.0, 0 for a zero vector", () => {
    const values = cosineSimilarity({ sentence1: first(), sentence2: second() }).dataSync();
    [0.524890602, 0, -1].forEach((value, index) => {
      expect(values[index]).toBeCloseTo(value, 6);
    });
  });

  it("has the gradients of finite differences", () => {
    const points = [tf.slice(first(), [0, 0], [1, 3]), tf.slice(second(), [0, 0], [1, 3])];
    checkGradients((a, b) => tf.sum(cosineSimilarity({ sentence1: row(a), sentence2: row(b) })), points);
  });

  it("has finite gradients at a zero vector", () => {
    const gradient = tf.grad((a: tf.Tensor) =>
      tf.sum(cosineSimilarity({ sentence1: row(a), sentence2: tf.ones([1, 3]) })),
    );
    expect(
      gradient(tf.zeros([1, 3]))
        .dataSync()
        .every(Number.isFinite),
    ).toBe(true);
  });

  it("refuses sentences of different batches", () => {
    expect(() => cosineSimilarity({ sentence1: first(), sentence2: tf.ones([1, 3]) })).toThrow(
      "has shape [1, 3], expected [3, 3]",
    );
  });
});

function row(tensor: tf.Tensor): tf.Tensor2D {
  return tf.reshape(tensor, [1, 3]);
}
