import { cpuBackend, describeOptimizer } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import golden from "../../fixtures/training.json" with { type: "json" };
import { adamw } from "./adamw.ts";

describeOptimizer("adamw", () => adamw());

describe("adamw", () => {
  beforeAll(cpuBackend);

  it(`gives the parameters of torch.optim.AdamW (${golden.tool})`, () => {
    const { weightDecay, learningRates, start, gradients, after } = golden.adamw;
    const optimizer = adamw({ weightDecay, learningRateScales: { "heads.": 10 } });
    const tensorsOf = (lists: Record<string, tf.TensorLike>): Record<string, tf.Tensor> =>
      Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, tf.tensor(list)]));
    const zeros = (): Record<string, tf.Tensor> =>
      Object.fromEntries(Object.entries(tensorsOf(start)).map(([name, tensor]) => [name, tf.zerosLike(tensor)]));
    let state: ReturnType<typeof optimizer.update> = {
      parameters: tensorsOf(start),
      slots: { firstMoment: zeros(), secondMoment: zeros() },
    };
    for (const [index, learningRate] of learningRates.entries()) {
      state = optimizer.update(state.parameters, tensorsOf(gradients[index] ?? {}), state.slots, {
        step: tf.scalar(index + 1),
        learningRate: tf.scalar(learningRate),
        gradientScale: tf.scalar(1),
      });
      const expected = tensorsOf(after[index] ?? {});
      for (const [name, tensor] of Object.entries(expected)) {
        const found = state.parameters[name]?.dataSync() ?? [];
        for (const [position, value] of tensor.dataSync().entries()) expect(found[position]).toBeCloseTo(value, 5);
      }
    }
  });

  it("takes the rate scale of the longest matching name", () => {
    const optimizer = adamw({ weightDecay: 0, learningRateScales: { a: 10, "a.b": 2 } });
    const one = { "a.b.weight": tf.scalar(0), "a.c.weight": tf.scalar(0), weight: tf.scalar(0) };
    const gradient = Object.fromEntries(Object.keys(one).map((name) => [name, tf.scalar(1)]));
    const position = { step: tf.scalar(1), learningRate: tf.scalar(0.1), gradientScale: tf.scalar(1) };
    const { parameters } = optimizer.update(one, gradient, { firstMoment: one, secondMoment: one }, position);
    expect(Object.values(parameters).map((tensor) => Number(tensor.dataSync()[0]?.toFixed(3)))).toEqual([
      -0.2, -1, -0.1,
    ]);
  });

  it("decays weights, not biases, LayerNorm or what is an objective's own", () => {
    const optimizer = adamw({ weightDecay: 0.5 });
    const names = ["a.weight", "a.bias", "a.LayerNorm.weight", "objective.logVariances"];
    const all = (value: number): Record<string, tf.Tensor> =>
      Object.fromEntries(names.map((name) => [name, tf.scalar(value)]));
    const position = { step: tf.scalar(1), learningRate: tf.scalar(0.1), gradientScale: tf.scalar(1) };
    const slots = { firstMoment: all(0), secondMoment: all(0) };
    const { parameters } = optimizer.update(all(1), all(0), slots, position);
    const after = names.map((name) => Number(parameters[name]?.dataSync()[0]?.toFixed(5)));
    expect(after).toEqual([0.95, 1, 1, 1]);
    expect(new Set(names.map(optimizer.groupOf)).size).toBe(2);
  });
});
