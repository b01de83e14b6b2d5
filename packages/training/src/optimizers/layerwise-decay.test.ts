import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { adamw } from "./adamw.ts";
import { layerwiseDecay } from "./layerwise-decay.ts";

it("halves the rate from layer to layer", () => {
  expect(layerwiseDecay({ decay: 0.5, layers: 3 })).toEqual({
    embeddings: 0.125,
    "encoder.": 0.125,
    "encoder.layer.0.": 0.25,
    "encoder.layer.1.": 0.5,
    "encoder.layer.2.": 1,
  });
});

it("scales AdamW's first step, which is the rate itself, and tells layer 1 from layer 11", async () => {
  await cpuBackend();
  const names = [
    "embeddings.x",
    "embeddings_project.x",
    "encoder.rel_embeddings.x",
    "encoder.layer.1.x",
    "encoder.layer.11.x",
    "heads.similarity.weight",
  ];
  const all = (value: number): Record<string, tf.Tensor> =>
    Object.fromEntries(names.map((name) => [name, tf.tensor1d([value])]));
  const scales = layerwiseDecay({ decay: 0.9, layers: 12 });
  const { parameters } = adamw({ weightDecay: 0, learningRateScales: { ...scales, "heads.": 10 } }).update(
    all(0),
    all(1),
    { firstMoment: all(0), secondMoment: all(0) },
    { step: tf.scalar(1), learningRate: tf.scalar(0.1), gradientScale: tf.scalar(1) },
  );
  const moved = names.map((name) => -(parameters[name]?.dataSync()[0] ?? NaN));
  // float32 rounds 1 - 0.999 to five digits.
  [0.1 * 0.9 ** 12, 0.1 * 0.9 ** 12, 0.1 * 0.9 ** 12, 0.1 * 0.9 ** 10, 0.1, 1].forEach((expected, index) => {
    expect(Math.abs((moved[index] ?? NaN) / expected - 1)).toBeLessThan(1e-5);
  });
});

it.each([
  [{ decay: 0, layers: 3 }, /decay 0, expected above 0 up to 1/],
  [{ decay: 1.1, layers: 3 }, /decay 1.1/],
  [{ decay: 0.9, layers: 0 }, /found 0 layers, expected an integer from 1 on/],
])("refuses %o", (options, message) => {
  expect(() => layerwiseDecay(options)).toThrow(message);
});
