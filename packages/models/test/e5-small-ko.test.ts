import { cpuBackend, toTensors, workspaceRoot } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { biEncoder, cosine, crossEncoder, loadEncoder, pool, regression } from "../src/index.ts";
import { smallReference as reference } from "./read-reference.ts";

const checkpoint = "checkpoints/e5-small-ko";
const pairs = reference.pairs.map((pair, index) => ({ id: String(index), source: "test", ...pair }));
const unpadded = reference.inputIds.map((ids, row) =>
  ids.filter((_, token) => reference.attentionMask[row]?.[token] === 1),
);

beforeAll(cpuBackend);

describe("e5-small-ko", () => {
  it("gives the token ids of transformers, of sentences and of pairs", () => {
    const { prefix } = reference;
    const bi = biEncoder({
      checkpoint,
      pooling: "mean",
      template: `${prefix}{sentence}`,
      heads: { similarity: cosine() },
    }).load(workspaceRoot);
    const cross = crossEncoder({ checkpoint, pooling: "mean", heads: { similarity: regression() } }).load(
      workspaceRoot,
    );
    pairs.forEach((pair, index) => {
      expect(bi.encode(pair, 512).map(({ inputIds }) => inputIds)).toEqual([
        unpadded[index],
        unpadded[index + pairs.length],
      ]);
      expect(cross.encode(pair, 512)[0]?.inputIds).toEqual(reference.pairInputIds[index]);
    });
  });

  it("has 29,054,208 parameters, and computes the pooled values of transformers", () => {
    tf.tidy(() => {
      const encoder = loadEncoder(workspaceRoot, checkpoint);
      const values = encoder.parameters();
      expect(Object.values(values).reduce((sum, { values: { length } }) => sum + length, 0)).toBe(29_054_208);
      // The shortest sentence: the cpu backend needs a second for it.
      const shortest = Math.min(...unpadded.map(({ length }) => length));
      const row = unpadded.findIndex(({ length }) => length === shortest);
      const shape: [number, number] = [1, shortest];
      const attentionMask = tf.ones<tf.Rank.R2>(shape);
      const batch = {
        inputIds: tf.tensor2d(unpadded[row] ?? [], shape, "int32"),
        tokenTypeIds: tf.zeros<tf.Rank.R2>(shape, "int32"),
        attentionMask,
      };
      const hidden = encoder.encode(toTensors(values), batch, {});
      const [firstToken, mean] = [pool(hidden, attentionMask, "first"), pool(hidden, attentionMask, "mean")];
      reference.firstTokenHidden8[row]?.forEach((value, index) => {
        expect(firstToken.dataSync()[index]).toBeCloseTo(value, 4);
      });
      reference.meanPooled8[row]?.forEach((value, index) => {
        expect(mean.dataSync()[index]).toBeCloseTo(value, 4);
      });
    });
  });
});
