import type { Loss, VectorLoss } from "@dalmeum/contracts";
import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import golden from "../fixtures/losses.json" with { type: "json" };

/** Registers the comparison of a loss's value and gradient with a named tool's. */
export function itGivesGoldenValue(name: keyof typeof golden.losses, loss: Loss): void {
  beforeAll(cpuBackend);

  it(`gives the value and gradient of ${golden.losses[name].tool}: ${name}`, () => {
    const { predictions, targets, value, gradient } = golden.losses[name];
    const { value: found, grad } = tf.valueAndGrad((p: tf.Tensor) =>
      loss.compute(tf.reshape(p, [-1]), tf.tensor1d(targets), tf.onesLike(tf.tensor1d(targets))),
    )(tf.tensor1d(predictions));
    expect(found.dataSync()[0]).toBeCloseTo(value, 5);
    for (const [row, expected] of gradient.entries()) expect(grad.dataSync()[row]).toBeCloseTo(expected, 5);
  });
}

/** The same of a loss on sentence vectors. */
export function itGivesGoldenVectorValue(name: keyof typeof golden.vectorLosses, loss: VectorLoss): void {
  const { sentence1, sentence2 } = golden.vectors;
  itGivesVectorValue(name, loss, golden.vectorLosses[name], [sentence1, sentence2]);
}

/** The same of pairs that have hard negatives. */
export function itGivesGoldenTripletValue(name: keyof typeof golden.vectorLossesOfTriplets, loss: VectorLoss): void {
  const { sentence1, sentence2, hardNegative } = golden.vectors;
  const title = `${name}, hard negatives`;
  itGivesVectorValue(title, loss, golden.vectorLossesOfTriplets[name], [sentence1, sentence2, hardNegative]);
}

type GoldenVectors = (typeof golden.vectorLosses)[keyof typeof golden.vectorLosses];

function itGivesVectorValue(
  name: string,
  loss: VectorLoss,
  { tool, targets, value, gradients }: GoldenVectors,
  sentences: readonly number[][][],
): void {
  beforeAll(cpuBackend);

  it(`gives the value and gradients of ${tool}: ${name}`, () => {
    const vectors = sentences.map((rows) => tf.tensor2d(rows));
    const { value: found, grads } = tf.valueAndGrads((...inputs: tf.Tensor[]) => {
      const [first, second, third] = inputs.map((input) => tf.reshape<tf.Rank.R2>(input, [targets.length, -1]));
      if (first === undefined || second === undefined) throw new Error("found fewer than two sentences");
      const hardNegative = third === undefined ? {} : { hardNegative: third };
      const all = { sentence1: first, sentence2: second, ...hardNegative };
      return loss.compute(all, tf.tensor1d(targets), tf.ones([targets.length]));
    })(vectors);
    expect(found.dataSync()[0]).toBeCloseTo(value, 5);
    expect(gradients).toHaveLength(vectors.length);
    for (const [side, expected] of gradients.entries()) {
      const entries = grads[side]?.dataSync();
      for (const [entry, number] of expected.flat().entries()) expect(entries?.[entry]).toBeCloseTo(number, 5);
    }
  });
}

/** A loss on plain numbers, every row counting. */
export function valueOf(loss: Loss, predictions: number[], targets: number[]): number {
  const ones = tf.tensor1d(predictions.map(() => 1));
  return loss.compute(tf.tensor1d(predictions), tf.tensor1d(targets), ones).dataSync()[0] ?? NaN;
}

/** The gradient of a loss on plain numbers, every row counting. */
export function gradientOf(loss: Loss, predictions: number[], targets: number[]): number[] {
  const ones = tf.tensor1d(predictions.map(() => 1));
  const gradient = tf.grad((p: tf.Tensor) => loss.compute(tf.reshape(p, [-1]), tf.tensor1d(targets), ones));
  return [...gradient(tf.tensor1d(predictions)).dataSync()];
}

/** A loss on plain vectors, every row counting. */
export function vectorValueOf(
  loss: VectorLoss,
  vectors: { readonly sentence1: number[][]; readonly sentence2: number[][]; readonly hardNegative?: number[][] },
  targets: number[],
): number {
  const [sentence1, sentence2] = [tf.tensor2d(vectors.sentence1), tf.tensor2d(vectors.sentence2)];
  const third = vectors.hardNegative === undefined ? {} : { hardNegative: tf.tensor2d(vectors.hardNegative) };
  return (
    loss.compute({ sentence1, sentence2, ...third }, tf.tensor1d(targets), tf.ones([targets.length])).dataSync()[0] ??
    NaN
  );
}
