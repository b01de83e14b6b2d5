import type { SentenceVectors, VectorLoss } from "@dalmeum/contracts";
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

/** Vectors of the sentences of each row. */
interface Sentences {
  readonly sentence1: readonly Vector[];
  readonly sentence2: readonly Vector[];
  readonly hardNegative?: readonly Vector[];
}

/** Rows of a batch: their sentences' vectors, the target and the weight of each. */
interface Rows extends Sentences {
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
const NEGATIVE: readonly Vector[] = [
  [-0.3, 0.9, 0.5, 1.1],
  [0.8, 0.2, -0.6, 0.4],
  [-0.5, 1.2, 0.7, -0.1],
  [0.4, -0.9, 0.3, 0.6],
  [1.0, 0.5, -0.2, -1.3],
];
const GARBAGE: readonly Vector[] = [
  [90, -7, 3, 12],
  [0, 0, 0, 0],
  [1, 1, 1, 1],
];

export interface VectorLossOptions {
  /** Whether pairs have hard negatives, which the loss reads. Default false. */
  readonly hardNegatives?: boolean;
}

/** Registers the tests that every loss on sentence vectors must pass. */
export function describeVectorLoss(
  name: string,
  makeLoss: () => VectorLoss,
  { hardNegatives = false }: VectorLossOptions = {},
): void {
  const sentences: Sentences = {
    sentence1: FIRST,
    sentence2: SECOND,
    ...(hardNegatives ? { hardNegative: NEGATIVE } : {}),
  };
  const rowsOf = (overrides: Partial<Rows> = {}): Rows => ({
    ...sentences,
    targets: makeLoss().target === "score" ? [0.9, 4.6, 2.2, 5, 0] : [0, 1, 1, 1, 0],
    weights: [1, 1, 1, 1, 1],
    ...overrides,
  });

  const title = hardNegatives ? `${name}, with hard negatives,` : name;
  describe(`${title} keeps the contract of losses on vectors`, () => {
    beforeAll(cpuBackend);

    itDescribesItself(name, makeLoss);

    it("is a finite scalar", () => {
      const { targets, weights } = rowsOf();
      for (const count of [1, 2, 5]) {
        const first = <T>(rows: readonly T[]): readonly T[] => rows.slice(0, count);
        const evaluated = evaluate(makeLoss(), {
          ...eachSentence(sentences, first),
          ...{ targets: first(targets), weights: first(weights) },
        });
        expectScalar(evaluated.shape, evaluated.inputs);
        expectFiniteAll(evaluated);
      }
    });

    it("has the gradients that finite differences have", () => {
      tf.tidy(() => {
        const { vectors, targets, weights } = tensorsOf(rowsOf());
        checkGradients((...inputs) => makeLoss().compute(vectorsOf(inputs), targets, weights), vectors, {
          step: 3e-3,
          tolerance: 2e-2,
          told: `of inputs from 0 on, the sentences:\n${textOf(rowsOf())}`,
        });
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
        ...eachSentence(sentences, (rows, side) => padded(rows, side === 0 ? GARBAGE : GARBAGE.toReversed())),
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
      const { targets, weights } = rowsOf();
      const reversed = evaluate(makeLoss(), {
        ...eachSentence(sentences, (rows) => rows.toReversed()),
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
      ["vectors of zero", eachSentence(sentences, () => zeros)],
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
        const { vectors, targets, weights } = tensorsOf(rowsOf());
        const all = vectorsOf(vectors);
        const [four, narrow] = [tf.tensor1d([1, 2, 3, 4]), tf.ones<tf.Rank.R2>([5, 2])];
        // Typed as rank 1, but [5, 1]: what a forgotten squeeze gives.
        const column = tf.expandDims<tf.Tensor1D>(targets, 1);
        const { compute } = makeLoss();
        const others = [{ ...all, sentence2: narrow }, ...(hardNegatives ? [{ ...all, hardNegative: narrow }] : [])];
        for (const other of others) expect(() => compute(other, targets, weights)).toThrow(/\[5, ?4\][^]*\[5, ?2\]/);
        expect(() => compute(all, four, weights)).toThrow(/\[5, ?4\][^]*\[4\]/);
        expect(() => compute(all, targets, four)).toThrow(/\[5, ?4\][^]*\[4\]/);
        expect(() => compute(all, column, weights)).toThrow(/\[5, ?4\][^]*\[5, ?1\]/);
      });
    });

    it("leaves its inputs alone, leaks no tensor and reads none back", () => {
      const { vectors, targets, weights } = tensorsOf(rowsOf());
      const all = vectorsOf(vectors);
      const inputs = [...vectors, targets, weights];
      const values = (): number[] => inputs.flatMap((input) => [...input.dataSync()]);
      const [before, tensors] = [values(), tf.memory().numTensors];
      expectNoReadback(() => {
        makeLoss().compute(all, targets, weights).dispose();
      });
      expect(tf.memory().numTensors, "tensors are left over: compute inside tf.tidy").toBe(tensors);
      expect(values()).toEqual(before);
      tf.dispose([...inputs, { ...all }]);
    });
  });
}

interface Evaluation {
  /** What it was computed from, for a message. */
  readonly inputs: string;
  readonly shape: readonly number[];
  readonly value: number;
  /** Of each row: its sentences' vectors, one after another. */
  readonly gradients: readonly Vector[];
}

function evaluate(loss: VectorLoss, rows: Rows): Evaluation {
  return tf.tidy(() => {
    const { vectors, targets, weights } = tensorsOf(rows);
    const { value, grads } = tf.valueAndGrads((...inputs: tf.Tensor[]) =>
      loss.compute(vectorsOf(inputs), targets, weights),
    )(vectors);
    const width = vectors[0]?.shape[1] ?? 0;
    const sides = grads.map((gradient) => [...gradient.dataSync()]);
    return {
      inputs: textOf(rows),
      shape: value.shape,
      value: value.dataSync()[0] ?? NaN,
      gradients: rows.targets.map((_, row) =>
        sides.flatMap((gradient) => gradient.slice(row * width, (row + 1) * width)),
      ),
    };
  });
}

/** Each sentence's vectors, hard negatives last. */
function tensorsOf({ sentence1, sentence2, hardNegative, targets, weights }: Rows) {
  const sides = [sentence1, sentence2, ...(hardNegative === undefined ? [] : [hardNegative])];
  return {
    vectors: sides.map((rows): tf.Tensor2D => tf.tensor2d(rows.map((row) => [...row]))),
    targets: tf.tensor1d([...targets]),
    weights: tf.tensor1d([...weights]),
  };
}

/** The sentences again of what `tensorsOf` gives. */
function vectorsOf([first, second, third]: readonly tf.Tensor[]): SentenceVectors {
  if (first === undefined || second === undefined) throw new Error("found fewer than two sentences");
  const hardNegative = third === undefined ? {} : { hardNegative: rank2(third) };
  return { sentence1: rank2(first), sentence2: rank2(second), ...hardNegative };
}

function eachSentence(
  { sentence1, sentence2, hardNegative }: Sentences,
  change: (rows: readonly Vector[], side: number) => readonly Vector[],
): Sentences {
  return {
    sentence1: change(sentence1, 0),
    sentence2: change(sentence2, 1),
    ...(hardNegative === undefined ? {} : { hardNegative: change(hardNegative, 2) }),
  };
}

function rank2(tensor: tf.Tensor): tf.Tensor2D {
  const [rows = 0] = tensor.shape;
  return tf.reshape(tensor, [rows, -1]);
}

function textOf({ sentence1, sentence2, hardNegative, targets, weights }: Rows): string {
  const vectors = (rows: readonly Vector[]): readonly string[] => rows.map((row) => `[${row.join(", ")}]`);
  const third = hardNegative === undefined ? {} : { hardNegative: vectors(hardNegative) };
  return linesOf({ sentence1: vectors(sentence1), sentence2: vectors(sentence2), ...third, targets, weights });
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
