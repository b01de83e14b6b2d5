import { type Batch, createRng, type Mode, type Model, type SentencePair, type Tensors } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cpuBackend } from "./cpu-backend.ts";
import { gradientsOf } from "./gradients-of.ts";
import { itIsExported } from "./it-describes-itself.ts";
import { expectNoReadback } from "./readback.ts";
import { packedBatch, tokenBatch, toTensors } from "./token-batch.ts";

/**
 * Registers the tests that every model must pass.
 * @param pairs two or more, of different lengths.
 */
export function describeModel(name: string, makeModel: () => Model, pairs: readonly SentencePair[]): void {
  describe(`${name} keeps the contract of models`, () => {
    let model: Model;
    let parameters: Tensors;
    let batch: Batch;
    let expected: Outputs;
    beforeAll(async () => {
      await cpuBackend();
      model = makeModel();
      parameters = toTensors(model.init(createRng(1)));
      batch = tokenBatch(model, pairs);
      expected = outputsOf(model, parameters, batch);
    });
    afterAll(() => {
      tf.dispose([parameters, batch.inputIds, batch.tokenTypeIds, batch.attentionMask]);
    });

    itIsExported(name);

    it("starts at the same parameters for the same seed, in arrays of their own", () => {
      const first = model.init(createRng(1));
      const second = model.init(createRng(1));
      expect(second).toEqual(first);
      for (const [parameter, { shape, values }] of Object.entries(first)) {
        expect(values.length, parameter).toBe(shape.reduce((product, length) => product * length, 1));
        expect(values.every(Number.isFinite), parameter).toBe(true);
        values.fill(NaN);
      }
      expect(model.init(createRng(1))).toEqual(second);
    });

    it("encodes a pair to its sequences, truncated to the length asked for", () => {
      const long = {
        id: "long",
        source: "test",
        sentence1: "긴 문장 ".repeat(2000),
        sentence2: "long sentence ".repeat(2000),
      };
      for (const pair of [...pairs, long]) {
        for (const maxLength of [16, model.maxLength]) {
          const sequences = model.encode(pair, maxLength);
          expect(sequences).toHaveLength(model.sequencesPerPair);
          for (const { inputIds, tokenTypeIds } of sequences) {
            expect(inputIds.length).toBeGreaterThan(0);
            expect(inputIds.length).toBeLessThanOrEqual(maxLength);
            expect(tokenTypeIds).toHaveLength(inputIds.length);
          }
        }
      }
    });

    it("gives one finite output a pair for each head, similarity among them", () => {
      expect(Object.keys(model.heads)).toContain("similarity");
      expect(Object.keys(expected).toSorted()).toEqual(Object.keys(model.heads).toSorted());
      for (const { shape, values } of Object.values(expected)) {
        expect(shape).toEqual([pairs.length]);
        expect(values.every(Number.isFinite)).toBe(true);
      }
    });

    it("repeats itself in evaluation and reads no tensor back", () => {
      expect(outputsOf(model, parameters, batch)).toEqual(expected);
      expectNoReadback(() => {
        tf.tidy(() => {
          model.apply(parameters, batch, {});
        });
      });
    });

    it("gives the same outputs at a longer padded length", () => {
      const length = Math.min(model.maxLength, batch.inputIds.shape[1] + 9);
      tf.tidy(() => {
        expectNear(outputsOf(model, parameters, tokenBatch(model, pairs, { length })), expected);
      });
    });

    it("gives the same outputs and gradients of packed tokens, where it packs them", () => {
      if (!model.packs) return;
      tf.tidy(() => {
        const padded = tokenBatch(model, pairs, { length: batch.inputIds.shape[1] + 3, paddingPairs: 1 });
        const packed = packedBatch(padded);
        expectNear(outputsOf(model, parameters, packed), outputsOf(model, parameters, padded));
        const gradients = [packed, padded].map((of) =>
          gradientsOf(
            () => tf.addN(Object.values(model.apply(parameters, of, {})).map((output) => tf.sum(output))),
            Object.values(parameters),
          ),
        );
        Object.keys(parameters).forEach((parameter, index) => {
          const [found, expected] = gradients.map((each) => each[index]?.dataSync() ?? expect.fail(parameter));
          const scale = Math.max(1, ...(expected ?? []).map(Math.abs));
          const differences = (expected ?? []).map((value, place) => Math.abs(value - (found?.[place] ?? NaN)));
          expect(Math.max(...differences), parameter).toBeLessThanOrEqual(1e-5 * scale);
        });
      });
    });

    it("keeps pairs apart: padding pairs and another order change no output", () => {
      tf.tidy(() => {
        const padded = outputsOf(model, parameters, tokenBatch(model, pairs, { paddingPairs: 2 }));
        expectNear(
          mapValues(padded, (values) => values.slice(0, pairs.length)),
          expected,
        );
        const reversed = outputsOf(model, parameters, tokenBatch(model, pairs.toReversed()));
        expectNear(
          mapValues(reversed, (values) => values.toReversed()),
          expected,
        );
      });
    });

    it("gives every parameter a finite gradient", () => {
      tf.tidy(() => {
        const sumOfOutputs = (): tf.Scalar =>
          tf.addN(Object.values(model.apply(parameters, batch, {})).map((output) => tf.sum(output)));
        const gradients = gradientsOf(sumOfOutputs, Object.values(parameters));
        Object.entries(parameters).forEach(([parameter, { shape }], index) => {
          const gradient = gradients[index];
          expect(gradient, `${parameter} changes no output`).toBeDefined();
          expect(gradient?.shape, parameter).toEqual(shape);
          expect(gradient?.dataSync().every(Number.isFinite), parameter).toBe(true);
        });
      });
    });

    it("runs on just the rows of its lookup tables that a batch uses", () => {
      tf.tidy(() => {
        const ids = batch.inputIds.dataSync();
        const distinct = [...new Set(ids)];
        const renumbered = Int32Array.from(ids, (id) => distinct.indexOf(id));
        const rows = tf.tensor1d(distinct, "int32");
        expect(Object.keys(parameters)).toEqual(expect.arrayContaining([...model.lookupTables]));
        const shortened: Tensors = Object.fromEntries(
          Object.entries(parameters).map(([parameter, tensor]) => [
            parameter,
            model.lookupTables.includes(parameter) ? tf.gather(tensor, rows) : tensor,
          ]),
        );
        const inputIds = tf.tensor2d(renumbered, batch.inputIds.shape, "int32");
        const paddingId = tf.scalar(distinct.indexOf(model.padTokenId), "int32");
        expectNear(outputsOf(model, shortened, { ...batch, inputIds, paddingId }), expected);
      });
    });

    it("applies as its heads' outputs of its encoder's vectors, each with its own parameters", () => {
      const pick = (ofScore: boolean): Tensors =>
        Object.fromEntries(Object.entries(parameters).filter(([parameter]) => model.scoreReads(parameter) === ofScore));
      tf.tidy(() => {
        const vectors = model.represent(pick(false), batch, {});
        expect(vectors.shape[0]).toBe(batch.inputIds.shape[0]);
        expectNear(
          readOutputs(() => model.score(pick(true), vectors)),
          expected,
        );
      });
    });

    it("represents from the hidden states of its lower layers, however many, each part with its own parameters", () => {
      const { lowerLayers } = model;
      for (let layers = 0; lowerLayers !== undefined && layers <= lowerLayers.count; layers++) {
        tf.tidy(() => {
          const names = lowerLayers.parameterNames(layers);
          const pick = (lower: boolean): Tensors =>
            Object.fromEntries(Object.entries(parameters).filter(([parameter]) => names.includes(parameter) === lower));
          const states = lowerLayers.hiddenStates(pick(true), batch, layers);
          expect(states.shape).toEqual([...batch.inputIds.shape, lowerLayers.hiddenSize]);
          const hidden = { states, attentionMask: batch.attentionMask };
          expectNear(
            readOutputs(() => model.score(parameters, lowerLayers.representHidden(pick(false), hidden, layers, {}))),
            expected,
          );
        });
      }
    });

    it("drops nothing where the noise is all ones", () => {
      expectNear(outputsOf(model, parameters, batch, { noise: (shape) => tf.ones([...shape]) }), expected);
    });
  });
}

interface Output {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}
type Outputs = Readonly<Record<string, Output>>;

function outputsOf(model: Model, parameters: Tensors, batch: Batch, mode: Mode = {}): Outputs {
  return readOutputs(() => model.apply(parameters, batch, mode));
}

function readOutputs(compute: () => Readonly<Record<string, tf.Tensor1D>>): Outputs {
  return tf.tidy(() =>
    Object.fromEntries(
      Object.entries(compute()).map(([head, output]) => [
        head,
        { shape: output.shape, values: [...output.dataSync()] },
      ]),
    ),
  );
}

function mapValues(outputs: Outputs, change: (values: readonly number[]) => readonly number[]): Outputs {
  return Object.fromEntries(
    Object.entries(outputs).map(([head, { shape, values }]) => [head, { shape, values: change(values) }]),
  );
}

function expectNear(actual: Outputs, expected: Outputs): void {
  for (const [head, { values }] of Object.entries(expected)) {
    const differences = values.map((value, row) => Math.abs(value - (actual[head]?.values[row] ?? NaN)));
    differences.forEach((difference, row) => {
      expect(difference, `${head}, row ${row}`).toBeLessThanOrEqual(1e-5);
    });
  }
}
