import { createRng, type Engine, type ScoredPair } from "@dalmeum/contracts";
import { maeLoss, multipleNegativesRankingLoss, weightedSum } from "@dalmeum/losses";
import { cpuBackend } from "@dalmeum/testing";
import { encodePairs, fit, type FitOptions, padBatch } from "@dalmeum/training";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { eagerEngine, onnxruntimeEngine } from "../src/index.ts";
import { runtimeEngines } from "./engines.ts";
import { bi, cross, damped, distance, options, pairs, still } from "./tiny-training.ts";

const ranking = multipleNegativesRankingLoss({ positiveFrom: 0 });
/** The head needs a loss, which is to count for nothing. */
const objective = weightedSum([
  [1, ranking],
  [1e-12, maeLoss()],
]);
const triplets = pairs
  .slice(0, 4)
  .map((pair, index): ScoredPair => ({ ...pair, hardNegative: pairs[index + 5]?.sentence2 ?? "" }));

async function train(engine: Engine, changed: Partial<FitOptions> = {}) {
  const losses: number[] = [];
  const onStep: FitOptions["onStep"] = ({ loss }) => losses.push(loss);
  const model = still(bi());
  const parameters = await fit(
    options(engine, { ...{ model, objective, optimizer: damped, onStep }, pairs: triplets, ...changed }),
  );
  return { losses, parameters };
}

describe.each(runtimeEngines)("fit on hard negatives on %s", { tags: ["slow"] }, (_runtime, makeEngine) => {
  beforeAll(cpuBackend);

  it("learns from them as eagerly, and otherwise than without them", async () => {
    const [found, eager] = [await train(makeEngine(2)), await train(eagerEngine("cpu"))];
    for (const [step, loss] of eager.losses.entries()) expect(found.losses[step]).toBeCloseTo(loss, 4);
    expect(distance(found.parameters, eager.parameters)).toBeLessThan(1e-5);
    const without = await train(makeEngine(2), { pairs: pairs.slice(0, 4) });
    expect(distance(found.parameters, without.parameters)).toBeGreaterThan(1e-4);
  });
});

describe("fit on hard negatives", { tags: ["slow"] }, () => {
  beforeAll(cpuBackend);

  it("takes the loss of the vectors of all three sentences", async () => {
    const { losses } = await train(onnxruntimeEngine());
    const model = still(bi());
    const texts = triplets.map(({ sentence1, hardNegative = "" }) => ({ sentence1, sentence2: hardNegative }));
    const vectorsOf = (of: readonly ScoredPair[]): tf.Tensor2D => {
      const encoded = encodePairs(model, of, 32);
      const length = Math.max(...encoded.map((pair) => pair.length));
      const shape = { pairs: of.length, length };
      const { inputIds, tokenTypeIds, attentionMask } = padBatch(model, encoded, shape);
      const batch = {
        inputIds: tf.tensor2d(inputIds, [2 * of.length, length], "int32"),
        tokenTypeIds: tf.tensor2d(tokenTypeIds, [2 * of.length, length], "int32"),
        attentionMask: tf.tensor2d(attentionMask, [2 * of.length, length]),
      };
      const parameters = Object.fromEntries(
        Object.entries(model.init(createRng(1).fork("init"))).map(([name, { shape: of, values }]) => [
          name,
          tf.tensor(values, [...of]),
        ]),
      );
      return model.represent(parameters, batch, {});
    };
    const [sentence1, sentence2] = tf.split<tf.Tensor2D>(vectorsOf(triplets), 2);
    const negatives = vectorsOf(triplets.map((pair, index) => ({ ...pair, ...texts[index] })));
    const [, hardNegative] = tf.split<tf.Tensor2D>(negatives, 2);
    if (!sentence1 || !sentence2 || !hardNegative) throw new Error("expected vectors of both sides");
    const ones = tf.ones<tf.Rank.R1>([4]);
    const expected = ranking.compute({ sentence1, sentence2, hardNegative }, tf.mul(ones, 5), ones).dataSync()[0];
    expect(losses[0]).toBeCloseTo(expected ?? NaN, 5);
  });

  it("refuses pairs of which some have none, and leaves them to objectives that read no vectors", async () => {
    const mixed = [...triplets, ...pairs.slice(4, 6)];
    await expect(train(onnxruntimeEngine(), { pairs: mixed })).rejects.toThrow(/pair "pair-4": found no hard negative/);
    const plain = { objective: options(onnxruntimeEngine()).objective, model: still(cross()) };
    const onScores = {
      ...plain,
      objective: weightedSum([
        [1, maeLoss()],
        [1, maeLoss(), "binary"],
      ]),
      epochs: 1,
    };
    const [ignored, without] = [
      await train(onnxruntimeEngine(), { ...onScores, pairs: mixed }),
      await train(onnxruntimeEngine(), { ...onScores, pairs: pairs.slice(0, 6) }),
    ];
    expect(ignored.losses).toEqual(without.losses);
  });
});
