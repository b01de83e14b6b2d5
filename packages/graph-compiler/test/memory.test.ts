import { createRng, type Engine } from "@dalmeum/contracts";
import { maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { biEncoder, cosine } from "@dalmeum/models";
import { cpuBackend, scoredPair, tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { adamw, fit, linearWarmup } from "@dalmeum/training";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { runtimeEngines } from "./engines.ts";

const STEPS = 100;
const objective = weightedSum([
  [0.7, pearsonLoss()],
  [0.3, maeLoss()],
]);
const pairs = [5, 0, 3, 1].map((score, index) =>
  scoredPair({ id: `pair-${index}`, sentence1: "비가 온다", sentence2: index % 2 === 0 ? "비가" : "집에 간다", score }),
);

/** What tfjs holds after each step of a training. */
async function heldAfterSteps(engine: Engine): Promise<readonly (readonly [tensors: number, bytes: number])[]> {
  const held: [number, number][] = [];
  await fit({
    model: biEncoder({ checkpoint: tinyCheckpoint, pooling: "mean", heads: { similarity: cosine() } }).load(
      workspaceRoot,
    ),
    ...{ objective, optimizer: adamw(), schedule: linearWarmup({ peak: 1e-3, warmupRatio: 0 }), pairs, engine },
    ...{ epochs: STEPS, batchSize: 4, maxLength: 16, clipNorm: 1, rng: createRng(1) },
    onStep: () => {
      const { numTensors, numBytes } = tf.memory();
      held.push([numTensors, numBytes]);
    },
  });
  return held;
}

describe.each(runtimeEngines)("training on %s", (_name, makeEngine) => {
  beforeAll(cpuBackend);

  it(`keeps no tensor from any of ${STEPS} steps`, { tags: ["slow"] }, async () => {
    const { numTensors, numBytes } = tf.memory();
    expect(await heldAfterSteps(makeEngine(1))).toEqual(Array.from({ length: STEPS }, () => [numTensors, numBytes]));
  });
});
