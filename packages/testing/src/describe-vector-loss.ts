import type { VectorLoss } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { checkGradients } from "./check-gradients.ts";
import { cpuBackend } from "./cpu-backend.ts";
import {
  expectFinite,
  expectNear,
  expectScalar,
  expectZero,
  linesOf,
  ORDER,
  PADDING,
  type Told,
} from "./expectations.ts";
import { itDescribesItself } from "./it-describes-itself.ts";
import { expectNoReadback } from "./readback.ts";

type Vector = readonly number[];

/** Rows of a batch: both sentences' vectors, the target and the weight of each. */
interface Rows {
  readonly sentence1: readonly Vector[];
  readonly sentence2: readonly Vector[];
  readonly targets: readonly number[];
  readonly weights: readonly number[];
}

const FIRST: readonly Vector[] = [
  [0.8, -0.4, 1.1, 0.3],
  [-0.6, 0.9, 0.2, 0.7],
  [0.5, 0.5, -1.2, 0.4],
  [1.3, 0.1, 0.6, -0.8],
  [-0.2, -0.7, 0.9, 1.0],
];
const SECOND: readonly Vector[] = [
  [0.4, 0.6, 0.9, -0.5],
  [-0.9, 0.7, 0.4, 0.5],
  [1.1, -0.3, 0.2, 0.8],
  [1.0, 0.3, 0.9, -0.6],
  [0.6, -0.2, -0.7, 0.9],
];
const GARBAGE: readonly Vector[] = [
  [90, -7, 3, 12],
  [0, 0, 0, 0],
  [1, 1, 1, 1],
];

/** Registers the tests that every loss on sentence vectors must pass. */
export function describeVectorLoss(name: string, makeLoss: () => VectorLoss): void {
  const rowsOf = (overrides: Partial<Rows> = {}): Rows => ({
    sentence1: FIRST,
    sentence2: SECOND,
    targets: makeLoss().target === "score" ? [0.9, 4.6, 2.2, 5, 0] : [0, 1, 1, 1, 0],
    weights: [1, 1, 1, 1, 1],
    ...overrides,
  });

  describe(`${name} keeps the contract of losses on vectors`, () => {
    beforeAll(cpuBackend);

    itDescribesItself(name, makeLoss);

    it("is a finite scalar", () => {
      const { sentence1, sentence2, targets, weights } = rowsOf();
      for (const count of [1, 2, 5]) {
        const first = <T>(rows: readonly T[]): readonly T[] => rows.slice(0, count);
        const evaluated = evaluate(makeLoss(), {
          ...{ sentence1: first(sentence1), sentence2: first(sentence2) },
          ...{ targets: first(targets), weights: first(weights) },
        });
        expectScalar(evaluated.shape, evaluated.inputs);
        expectFiniteAll(evaluated);
      }
    });

    it("has the gradients that finite differences have", () => {
      tf.tidy(() => {
        const { sentence1, sentence2, targets, weights } = tensorsOf(rowsOf());
        checkGradients(
          (x, y) => makeLoss().compute({ sentence1: rank2(x), sentence2: rank2(y) }, targets, weights),
          [sentence1, sentence2],
          { step: 3e-3, tolerance: 2e-2, told: `of inputs 0 and 1, the sentences:\n${textOf(rowsOf())}` },
        );
      });
    });

    it("ignores rows of weight 0", () => {
      const weights = [1, 0, 1, 1, 0, 1, 0, 1];
      const padded = <T>(rows: readonly T[], garbage: readonly T[]): readonly T[] => {
        const [real, fill] = [rows.values(), garbage.values()];
        const mixed = weights.map((weight) => (weight === 1 ? real : fill).next().value);
        return mixed.filter((row) => row !== undefined);
      };
      const plain = evaluate(makeLoss(), rowsOf());
      const found = evaluate(makeLoss(), {
        sentence1: padded(FIRST, GARBAGE),
        sentence2: padded(SECOND, GARBAGE.toReversed()),
        targets: padded(rowsOf().targets, [4, -9, 2.5]),
        weights,
      });
      const told = { inputs: found.inputs, advice: PADDING };
      expectNear("value", found.value, plain.value, told);
      expectZero(
        "gradient of the rows of weight 0",
        found.gradients.filter((_, row) => weights[row] === 0).flat(),
        told,
      );
      expectRowsNear(
        found.gradients.filter((_, row) => weights[row] === 1),
        plain.gradients,
        told,
      );
    });

    it("knows no order of rows", () => {
      const { sentence1, sentence2, targets, weights } = rowsOf();
      const reversed = evaluate(makeLoss(), {
        sentence1: sentence1.toReversed(),
        sentence2: sentence2.toReversed(),
        targets: targets.toReversed(),
        weights,
      });
      const { value, gradients } = evaluate(makeLoss(), rowsOf());
      const told = { inputs: reversed.inputs, advice: ORDER };
      expectNear("value", reversed.value, value, told);
      expectRowsNear(reversed.gradients.toReversed(), gradients, told);
    });

    const zeros = FIRST.map((row) => row.map(() => 0));
    const same = FIRST.map(() => FIRST[0] ?? []);
    it.each<[string, Partial<Rows>]>([
      ["vectors of zero", { sentence1: zeros, sentence2: zeros }],
      ["first sentences of zero", { sentence1: zeros }],
      ["sentences that are equal", { sentence2: FIRST }],
      ["rows that are equal", { sentence1: same, sentence2: same }],
      ["equal targets", { targets: [1, 1, 1, 1, 1] }],
      ["vectors of a great length", { sentence1: FIRST.map((row) => row.map((entry) => entry * 1e12)) }],
    ])("stays finite with %s", (_, overrides) => {
      expectFiniteAll(evaluate(makeLoss(), rowsOf(overrides)));
    });

    it("stays finite where every row is padding", () => {
      const evaluated = evaluate(makeLoss(), rowsOf({ weights: [0, 0, 0, 0, 0] }));
      expectFiniteAll(evaluated);
      expectZero("gradient", evaluated.gradients.flat(), { inputs: evaluated.inputs, advice: PADDING });
    });

    it("refuses shapes that do not fit, and tells them", () => {
      tf.tidy(() => {
        const { sentence1, sentence2, targets, weights } = tensorsOf(rowsOf());
        const [four, narrow] = [tf.tensor1d([1, 2, 3, 4]), tf.ones<tf.Rank.R2>([5, 2])];
        // Typed as rank 1, but [5, 1]: what a forgotten squeeze gives.
        const column = tf.expandDims<tf.Tensor1D>(targets, 1);
        const { compute } = makeLoss();
        expect(() => compute({ sentence1, sentence2: narrow }, targets, weights)).toThrow(/\[5, ?4\][^]*\[5, ?2\]/);
        expect(() => compute({ sentence1, sentence2 }, four, weights)).toThrow(/\[5, ?4\][^]*\[4\]/);
        expect(() => compute({ sentence1, sentence2 }, targets, four)).toThrow(/\[5, ?4\][^]*\[4\]/);
        expect(() => compute({ sentence1, sentence2 }, column, weights)).toThrow(/\[5, ?4\][^]*\[5, ?1\]/);
      });
    });

    it("leaves its inputs alone, leaks no tensor and reads none back", () => {
      const { sentence1, sentence2, targets, weights } = tensorsOf(rowsOf());
      const inputs = [sentence1, sentence2, targets, weights];
      const values = (): number[] => inputs.flatMap((input) => [...input.dataSync()]);
      const [before, tensors] = [values(), tf.memory().numTensors];
      expectNoReadback(() => {
        makeLoss().compute({ sentence1, sentence2 }, targets, weights).dispose();
      });
      expect(tf.memory().numTensors, "tensors are left over: compute inside tf.tidy").toBe(tensors);
      expect(values()).toEqual(before);
      tf.dispose(inputs);
    });
  });
}

interface Evaluation {
  /** What it was computed from, for a message. */
  readonly inputs: string;
  readonly shape: readonly number[];
  readonly value: number;
  /** Of each row: the first sentence's vector, then the second one's. */
  readonly gradients: readonly Vector[];
}

function evaluate(loss: VectorLoss, rows: Rows): Evaluation {
  return tf.tidy(() => {
    const { sentence1, sentence2, targets, weights } = tensorsOf(rows);
    const { value, grads } = tf.valueAndGrads((x: tf.Tensor, y: tf.Tensor) =>
      loss.compute({ sentence1: rank2(x), sentence2: rank2(y) }, targets, weights),
    )([sentence1, sentence2]);
    const width = sentence1.shape[1];
    const [first = [], second = []] = grads.map((gradient) => [...gradient.dataSync()]);
    return {
      inputs: textOf(rows),
      shape: value.shape,
      value: value.dataSync()[0] ?? NaN,
      gradients: rows.targets.map((_, row) =>
        [first, second].flatMap((gradient) => gradient.slice(row * width, (row + 1) * width)),
      ),
    };
  });
}

function tensorsOf({ sentence1, sentence2, targets, weights }: Rows) {
  const matrix = (rows: readonly Vector[]): tf.Tensor2D => tf.tensor2d(rows.map((row) => [...row]));
  return {
    sentence1: matrix(sentence1),
    sentence2: matrix(sentence2),
    targets: tf.tensor1d([...targets]),
    weights: tf.tensor1d([...weights]),
  };
}

function rank2(tensor: tf.Tensor): tf.Tensor2D {
  const [rows = 0] = tensor.shape;
  return tf.reshape(tensor, [rows, -1]);
}

function textOf({ sentence1, sentence2, targets, weights }: Rows): string {
  const vectors = (rows: readonly Vector[]): readonly string[] => rows.map((row) => `[${row.join(", ")}]`);
  return linesOf({ sentence1: vectors(sentence1), sentence2: vectors(sentence2), targets, weights });
}

function expectFiniteAll({ value, gradients, inputs }: Evaluation): void {
  expectFinite("value", [value], inputs);
  expectFinite("gradient", gradients.flat(), inputs);
}

function expectRowsNear(found: readonly Vector[], expected: readonly Vector[], told: Told): void {
  expect(found).toHaveLength(expected.length);
  for (const [row, gradient] of found.entries()) {
    for (const [index, value] of gradient.entries()) {
      expectNear(`gradient of row ${row}, entry ${index}`, value, expected[row]?.[index] ?? NaN, told);
    }
  }
}
