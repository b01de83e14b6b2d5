import { createRng } from "@dalmeum/contracts";
import { cpuBackend, toTensors } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { applyHeads, describeHeads, headTargets, initHeads } from "./apply-heads.ts";
import { binaryClassification } from "./binary-classification.ts";
import { cosineClassification } from "./cosine-classification.ts";
import { cosine } from "./cosine.ts";
import type { Heads, PairVectors, SentenceVectors } from "./head.ts";
import { regression } from "./regression.ts";

beforeAll(cpuBackend);

const size = { hiddenSize: 400, initializerRange: 0.02 };
const crossHeads: Heads<PairVectors> = { similarity: regression(), binary: binaryClassification() };
const biHeads: Heads<SentenceVectors> = { similarity: cosine({ scale: 4 }), binary: cosineClassification() };

describe("heads", () => {
  it("start seeded, the regression's bias at the middle of the scores", () => {
    const initial = initHeads(crossHeads, createRng(1), size);
    expect(Object.fromEntries(Object.entries(initial).map(([name, { shape }]) => [name, shape]))).toEqual({
      "heads.similarity.weight": [1, 400],
      "heads.similarity.bias": [1],
      "heads.binary.weight": [1, 400],
      "heads.binary.bias": [1],
    });
    expect(initial["heads.similarity.bias"]?.values[0]).toBe(2.5);
    expect(initial["heads.binary.bias"]?.values[0]).toBe(0);
    const weight = initial["heads.similarity.weight"]?.values ?? new Float32Array();
    // Five standard errors of a deviation: 5 * 0.02 / sqrt(2 * 400).
    expect(Math.abs(Math.hypot(...weight) / 20 - 0.02)).toBeLessThan(0.0036);
    expect(initial["heads.binary.weight"]?.values).not.toEqual(weight);
  });

  it("give the others the same start whether or not one more is there", () => {
    const alone = initHeads<PairVectors>({ similarity: regression() }, createRng(1), size);
    expect(initHeads(crossHeads, createRng(1), size)).toMatchObject(alone);
  });

  it("compute w . x + b, and scaled cosines", () => {
    const pair = tf.tensor2d([
      [1, 2],
      [3, -1],
    ]);
    const parameters = toTensors({
      "heads.similarity.weight": { shape: [1, 2], values: Float32Array.of(0.5, 0.25) },
      "heads.similarity.bias": { shape: [1], values: Float32Array.of(2) },
      "heads.binary.weight": { shape: [1, 2], values: Float32Array.of(-1, 1) },
      "heads.binary.bias": { shape: [1], values: Float32Array.of(0.5) },
    });
    expect(arrays(applyHeads(crossHeads, parameters, { pair }))).toEqual({
      similarity: [3, 3.25],
      binary: [1.5, -3.5],
    });
    const bi = toTensors(initHeads(biHeads, createRng(1), size));
    const vectors = {
      sentence1: tf.tensor2d([
        [1, 0],
        [2, 0],
      ]),
      sentence2: tf.tensor2d([
        [3, 0],
        [0, 5],
      ]),
    };
    expect(arrays(applyHeads(biHeads, bi, vectors))).toEqual({ similarity: [4, 0], binary: [4, -6] });
  });

  it("say what they learn and what they are", () => {
    expect(headTargets(biHeads)).toEqual({ similarity: "score", binary: "binaryLabel" });
    expect(describeHeads(biHeads)).toEqual({
      similarity: { name: "cosine", options: { scale: 4 } },
      binary: { name: "cosineClassification", options: {} },
    });
  });

  it("fit only their kind of model, and similarity learns the score", () => {
    // @ts-expect-error a bi-encoder's head on a cross-encoder
    const wrongKind: Heads<PairVectors> = { similarity: cosine() };
    // @ts-expect-error a cross-encoder's head on a bi-encoder
    const wrongKindToo: Heads<SentenceVectors> = { similarity: regression() };
    // @ts-expect-error a logit is no score
    const wrongTarget: Heads<PairVectors> = { similarity: binaryClassification() };
    // @ts-expect-error no similarity
    const missing: Heads<PairVectors> = { binary: binaryClassification() };
    expect([wrongKind, wrongKindToo, wrongTarget, missing]).toHaveLength(4);
  });
});

function arrays(outputs: Readonly<Record<string, tf.Tensor1D>>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, [...output.dataSync()]]));
}
