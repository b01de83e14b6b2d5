import type { BackwardPass, DropoutNoise, ForwardPass, ScorePass, Technique, Tensors } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { cpuBackend } from "./cpu-backend.ts";
import { expectFinite, PADDING } from "./expectations.ts";
import { gradientsOf } from "./gradients-of.ts";
import { itDescribesItself } from "./it-describes-itself.ts";
import { expectNoReadback } from "./readback.ts";

const WIDTH = 3;
const TOKENS = [0, 2, 1];
const TARGETS = [1, 0, 4];

const HEAD = "  the mean squared error of a linear head on three rows";

/** Registers the tests that every training technique must pass. */
export function describeTechnique(name: string, makeTechnique: () => Technique): void {
  describe(`${name} keeps the contract of techniques`, () => {
    beforeAll(cpuBackend);

    itDescribesItself(name, makeTechnique);

    it("changes something", () => {
      const technique = makeTechnique();
      expect(technique.score ?? technique.forward ?? technique.backward).toBeDefined();
    });

    it("gives a finite loss and every parameter's gradient, and reads nothing back", () => {
      tf.tidy(() => {
        expectNoReadback(() => {
          gradients(makeTechnique());
        });
        const { value, gradients: found } = gradients(makeTechnique());
        expect(value.shape).toEqual([]);
        const start = parameters();
        expect(Object.keys(found).toSorted()).toEqual(Object.keys(start).toSorted());
        for (const [parameter, { shape }] of Object.entries(start)) expect(found[parameter]?.shape).toEqual(shape);
        expectFinite("loss and gradients", values(value, found), HEAD);
      });
    });

    it("repeats itself with the same noise", () => {
      tf.tidy(() => {
        const technique = makeTechnique();
        const [first, second] = [gradients(technique), gradients(technique)];
        expect(values(second.value, second.gradients)).toEqual(values(first.value, first.gradients));
      });
    });

    it("ignores rows of weight 0", () => {
      tf.tidy(() => {
        const [exact, padded] = [gradients(makeTechnique()), gradients(makeTechnique(), { padding: 2 })];
        const expected = values(exact.value, exact.gradients);
        for (const [index, value] of values(padded.value, padded.gradients).entries()) {
          expect(value, `with two rows of padding, entry ${index} of loss and gradients. ${PADDING}`).toBeCloseTo(
            expected[index] ?? NaN,
            5,
          );
        }
      });
    });

    it.each([0, 1e-20, 1e18])("stays finite where the loss is %d times as large", (scale) => {
      tf.tidy(() => {
        const { value, gradients: found } = gradients(makeTechnique(), { scale });
        expectFinite("loss and gradients", values(value, found), `${HEAD}, times ${scale}`);
      });
    });
  });
}

/** A linear head on rows of a table; a sentence vector is one row, dropped by noise that differs from pass to pass. */
function gradients(technique: Technique, { padding = 0, scale = 1 } = {}): ReturnType<BackwardPass> {
  const padded = (list: readonly number[]): number[] => [...list, ...Array.from({ length: padding }, () => 1)];
  const tokens = tf.tensor1d(padded(TOKENS), "int32");
  const targets = tf.tensor1d(padded(TARGETS));
  const weights = tf.concat1d([tf.ones([TOKENS.length]), tf.zeros([padding])]);
  let draws = 0;
  const noise: DropoutNoise = (shape) => {
    const draw = ++draws;
    const size = shape.reduce((product, length) => product * length, 1);
    return tf.tensor(
      Float32Array.from({ length: size }, (_, index) => 1 + 0.5 * Math.sin(draw * 7 + index)),
      [...shape],
    );
  };
  const context = { heads: { similarity: "score" }, lookupTables: ["words"], weights, noise } as const;
  const plainScore: ScorePass = ({ weight, bias }, vectors) => {
    const weighted = tf.sum<tf.Tensor1D>(tf.mul(vectors, expectTensor(weight)), 1);
    const similarity = tf.add<tf.Tensor1D>(weighted, expectTensor(bias));
    const errors = tf.mul(tf.square(tf.sub(similarity, targets)), weights);
    const loss = tf.mul<tf.Scalar>(tf.div(tf.sum(errors), TOKENS.length), scale);
    return { loss, outputs: { similarity } };
  };
  const score = technique.score?.(plainScore, context) ?? plainScore;
  const plainForward: ForwardPass = (given) => {
    const rows = tf.gather(expectTensor(given.words), tokens);
    return score(given, tf.mul<tf.Tensor2D>(rows, noise(rows.shape, 0.1)));
  };
  const forward = technique.forward?.(plainForward, context) ?? plainForward;
  const backward = technique.backward?.(plainBackward, context) ?? plainBackward;
  return backward(parameters(), (given) => forward(given).loss);
}

const plainBackward: BackwardPass = (given, lossOf) => {
  let value: tf.Scalar | undefined;
  const found = gradientsOf(() => (value = lossOf(given)), Object.values(given));
  return {
    value: tf.reshape(expectTensor(value), []),
    gradients: Object.fromEntries(Object.keys(given).map((name, index) => [name, expectTensor(found[index])])),
  };
};

const parameters = (): Tensors => ({
  words: tf.tensor2d([0.3, -1, 0.7, 0.2, 1, -0.4, -0.6, 0.5, 0.9], [3, WIDTH]),
  weight: tf.tensor2d([0.8, -0.3, 0.5], [1, WIDTH]),
  bias: tf.tensor1d([0.1]),
});

function values(value: tf.Scalar, found: Tensors): number[] {
  return [value, ...Object.values(found)].flatMap((tensor) => [...tensor.dataSync()]);
}

function expectTensor(tensor: tf.Tensor | undefined): tf.Tensor {
  if (tensor === undefined) throw new Error("a tensor is missing");
  return tensor;
}
