import { createRng, type Loss } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { checkGradients } from "./check-gradients.ts";
import { cpuBackend } from "./cpu-backend.ts";
import { expectFinite, expectNear, expectScalar, expectZero, linesOf, ORDER, PADDING } from "./expectations.ts";
import { itDescribesItself } from "./it-describes-itself.ts";
import { expectNoReadback } from "./readback.ts";

export interface DescribeLossOptions {
  /** What the loss learns: scores 0..5, or labels 0 and 1. */
  readonly targets?: "score" | "binary";
}

/** Registers the tests that every loss must pass. */
export function describeLoss(
  name: string,
  makeLoss: () => Loss,
  { targets: targetKind = "score" }: DescribeLossOptions = {},
): void {
  const predictions = [0.5, 3.2, 1.9, 4.4, 2.6];
  const targets = targetKind === "score" ? [0.9, 2.4, 2.2, 5, 0] : [0, 1, 1, 1, 0];
  const ones = predictions.map(() => 1);

  describe(`${name} keeps the contract of losses`, () => {
    beforeAll(cpuBackend);

    itDescribesItself(name, makeLoss);

    it("is a finite scalar", () => {
      const rng = createRng(1);
      for (const rows of [1, 2, 5, 64]) {
        const drawnTargets = Array.from({ length: rows }, () =>
          targetKind === "score" ? rng.uniform() * 5 : rng.integer(2),
        );
        const drawn = drawnTargets.map((target) => target + rng.normal());
        const result = evaluate(
          makeLoss(),
          drawn,
          drawnTargets,
          drawn.map(() => 1),
        );
        expectScalar(result.shape, result.inputs);
        expectFiniteAll(result);
      }
    });

    it("has the gradient that finite differences have", () => {
      tf.tidy(() => {
        const [target, weight] = [tf.tensor1d(targets), tf.tensor1d(ones)];
        checkGradients(
          (prediction) => makeLoss().compute(rank1(prediction), target, weight),
          [tf.tensor1d(predictions)],
          { told: `of input 0, the predictions:\n${linesOf({ predictions, targets, weights: ones })}` },
        );
      });
    });

    it("ignores rows of weight 0", () => {
      const weights = [1, 0, 1, 1, 0, 1, 0, 1];
      const padded = (rows: readonly number[], garbage: readonly number[]): number[] => {
        const [real, fill] = [rows.values(), garbage.values()];
        return weights.map((weight) => (weight === 1 ? real : fill).next().value ?? NaN);
      };
      const plain = evaluate(makeLoss(), predictions, targets, ones);
      const withPadding = evaluate(
        makeLoss(),
        padded(predictions, [900, -50, 7]),
        padded(targets, [4, -9, 2.5]),
        weights,
      );
      const told = { inputs: withPadding.inputs, advice: PADDING };
      expectNear("value", withPadding.value, plain.value, told);
      const gradientOf = (kind: number): number[] =>
        [...withPadding.gradient].filter((_, row) => weights[row] === kind);
      expectZero("gradient of the rows of weight 0", gradientOf(0), told);
      for (const [row, gradient] of gradientOf(1).entries()) {
        expectNear(`gradient of real row ${row}`, gradient, plain.gradient[row] ?? NaN, told);
      }
    });

    it("knows no order of rows", () => {
      const reversed = evaluate(makeLoss(), predictions.toReversed(), targets.toReversed(), ones);
      const { value, gradient } = evaluate(makeLoss(), predictions, targets, ones);
      const told = { inputs: reversed.inputs, advice: ORDER };
      expectNear("value", reversed.value, value, told);
      for (const [row, found] of reversed.gradient.toReversed().entries()) {
        expectNear(`gradient of row ${row}, counted from the end`, found, gradient[row] ?? NaN, told);
      }
    });

    it.each([
      ["equal predictions", ones, targets],
      ["equal targets", predictions, ones],
      ["equal predictions and equal targets", [2, 2, 2, 2, 2], ones],
      ["predictions that are the targets", ones, ones],
    ])("stays finite with %s", (_, constantPredictions, constantTargets) => {
      expectFiniteAll(evaluate(makeLoss(), constantPredictions, constantTargets, ones));
    });

    it("stays finite where every row is padding", () => {
      const evaluated = evaluate(makeLoss(), predictions, targets, [0, 0, 0, 0, 0]);
      expectFiniteAll(evaluated);
      expectZero("gradient", evaluated.gradient, { inputs: evaluated.inputs, advice: PADDING });
    });

    it("refuses shapes that differ, and ranks other than 1, and tells both shapes", () => {
      tf.tidy(() => {
        const [five, four] = [tf.tensor1d(predictions), tf.tensor1d([1, 2, 3, 4])];
        // Typed as rank 1, but [5, 1]: what a forgotten squeeze gives.
        const column = tf.expandDims<tf.Tensor1D>(five, 1);
        const { compute } = makeLoss();
        expect(() => compute(five, four, five)).toThrow(/\[5\][^]*\[4\]|\[4\][^]*\[5\]/);
        expect(() => compute(five, five, four)).toThrow(/\[5\][^]*\[4\]|\[4\][^]*\[5\]/);
        expect(() => compute(column, five, five)).toThrow(/\[5, ?1\][^]*\[5\]|\[5\][^]*\[5, ?1\]/);
        expect(() => compute(column, column, column)).toThrow(/\[5, ?1\]/);
        expect(() => compute(five, column, five)).toThrow(/\[5, ?1\][^]*\[5\]|\[5\][^]*\[5, ?1\]/);
      });
    });

    it("leaves its inputs alone, leaks no tensor and reads none back", () => {
      const inputs = [tf.tensor1d(predictions), tf.tensor1d(targets), tf.tensor1d(ones)] as const;
      const before = tf.memory().numTensors;
      expectNoReadback(() => {
        makeLoss()
          .compute(...inputs)
          .dispose();
      });
      expect(tf.memory().numTensors, "tensors are left over: compute inside tf.tidy").toBe(before);
      expect(inputs.map((input) => [...input.dataSync()])).toEqual([
        [...Float32Array.from(predictions)],
        [...Float32Array.from(targets)],
        ones,
      ]);
      tf.dispose([...inputs]);
    });
  });
}

interface Evaluation {
  /** What it was computed from, for a message. */
  readonly inputs: string;
  readonly shape: readonly number[];
  readonly value: number;
  readonly gradient: Float32Array;
}

function evaluate(
  loss: Loss,
  predictions: readonly number[],
  targets: readonly number[],
  weights: readonly number[],
): Evaluation {
  return tf.tidy(() => {
    const [target, weight] = [tf.tensor1d([...targets]), tf.tensor1d([...weights])];
    const computed = tf.valueAndGrad((prediction: tf.Tensor) => loss.compute(rank1(prediction), target, weight));
    const { value, grad } = computed(tf.tensor1d([...predictions]));
    const inputs = linesOf({ predictions, targets, weights });
    return {
      inputs,
      shape: value.shape,
      value: value.dataSync()[0] ?? NaN,
      gradient: Float32Array.from(grad.dataSync()),
    };
  });
}

function expectFiniteAll({ value, gradient, inputs }: Evaluation): void {
  expectFinite("value", [value], inputs);
  expectFinite("gradient", gradient, inputs);
}

function rank1(tensor: tf.Tensor): tf.Tensor1D {
  return tf.reshape(tensor, [tensor.size]);
}
