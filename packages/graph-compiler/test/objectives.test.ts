import { createRng, type Engine, type Model, type NamedValues, type Objective } from "@dalmeum/contracts";
import {
  angleLoss,
  binaryCrossEntropyLoss,
  contrastiveLoss,
  cosineSimilarityLoss,
  maeLoss,
  mseLoss,
  multipleNegativesRankingLoss,
  uncertaintyWeighting,
  weightedSum,
} from "@dalmeum/losses";
import { biEncoder, comparison, cosine, cosineClassification } from "@dalmeum/models";
import { cpuBackend, tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { adamw, awp, ema, fit, type FitOptions, rDrop, type TrainingSnapshot } from "@dalmeum/training";
import { beforeAll, describe, expect, it } from "vitest";
import { eagerEngine } from "../src/index.ts";
import { eagerLike, runtimeEngines } from "./engines.ts";
import { onceEach } from "./once-each.ts";
import { bi, cross, distance, options, pairs, still } from "./tiny-training.ts";

const twoHeads = (): Model =>
  biEncoder({
    checkpoint: tinyCheckpoint,
    pooling: "mean",
    heads: { similarity: cosine(), binary: cosineClassification() },
  }).load(workspaceRoot);

const learned = (): Objective =>
  uncertaintyWeighting([
    ["regression", mseLoss()],
    ["classification", binaryCrossEntropyLoss(), "binary"],
    ["regression", cosineSimilarityLoss()],
  ]);
const optimizer = adamw({ weightDecay: 0.5, epsilon: 1e-3, learningRateScales: { "objective.": 10 } });

interface Trained {
  readonly losses: readonly number[];
  readonly snapshots: readonly TrainingSnapshot[];
  readonly parameters: NamedValues;
}

async function train(engine: Engine, changed: Partial<FitOptions> = {}): Promise<Trained> {
  const losses: number[] = [];
  const snapshots: TrainingSnapshot[] = [];
  const parameters = await fit(
    options(engine, {
      ...{ model: twoHeads(), objective: learned(), optimizer, epochs: 1, clipNorm: 1e6 },
      onStep: ({ loss }) => losses.push(loss),
      onPause: async (snapshot) => void snapshots.push(structuredClone(await snapshot())),
      ...changed,
    }),
  );
  return { losses, snapshots, parameters };
}

const logVariancesOf = ({ snapshots }: Trained): readonly number[] => [
  ...(snapshots.at(-1)?.values["parameter/objective.logVariances"]?.values ?? []),
];

function expectAlike(compiled: Trained, eager: Trained): void {
  expect(compiled.losses).toHaveLength(eager.losses.length);
  for (const [step, loss] of eager.losses.entries()) {
    expect(Math.abs((compiled.losses[step] ?? NaN) - loss)).toBeLessThan(1e-3);
  }
  // Where a gradient is all but zero AdamW divides rounding by rounding, so a few entries may part by a step.
  expect(distance(compiled.parameters, eager.parameters)).toBeLessThan(2.5e-3);
}

const eagerly = onceEach<Trained>();

describe.each(runtimeEngines)("objectives on %s", { tags: ["slow"] }, (_, makeEngine) => {
  beforeAll(cpuBackend);

  it.each([
    ["angleLoss", angleLoss()],
    ["contrastiveLoss", contrastiveLoss()],
    ["cosineSimilarityLoss", cosineSimilarityLoss()],
    ["multipleNegativesRankingLoss", multipleNegativesRankingLoss({ positiveFrom: 3 })],
  ])("train a cosine by its vectors alone, alike compiled and eager: %s", async (name, loss) => {
    const changed = { model: bi(), objective: weightedSum([[1, loss]]), pairs: pairs.slice(0, 7) };
    const compiled = await train(makeEngine(2), changed);
    const { engine, like } = eagerLike(makeEngine(2));
    expectAlike(compiled, await eagerly(`${name}, ${like}`, () => train(engine, changed)));
    expect(distance(compiled.parameters, bi().init(createRng(1).fork("init")))).toBeGreaterThan(1e-4);
  });

  it.each([
    ["alone", {}],
    ["with rDrop around awp", { techniques: [awp({ gamma: 0.01 }), rDrop({ alpha: 1 })] }],
    ["above frozen layers", { frozenLayers: 1 }],
    ["from accumulated gradients", { accumulation: 2 }],
  ])("learn their own parameters, alike compiled and eager: %s", async (name, changed) => {
    const few = { pairs: pairs.slice(0, 7), ...changed };
    const compiled = await train(makeEngine(2), few);
    const { engine, like } = eagerLike(makeEngine(2));
    const eager = await eagerly(`${name}, ${like}`, () => train(engine, few));
    expectAlike(compiled, eager);
    expect(logVariancesOf(compiled)).toHaveLength(3);
    for (const [index, value] of logVariancesOf(compiled).entries()) {
      expect(Math.abs(value)).toBeGreaterThan(1e-4);
      expect(value).toBeCloseTo(logVariancesOf(eager)[index] ?? NaN, 3);
    }
  });

  it("give the model's parameters alone, to hooks too", async () => {
    const names = Object.keys(twoHeads().init(createRng(1)));
    const seen: string[][] = [];
    const hook = ema({ decay: 0.5 });
    const { parameters, snapshots } = await train(makeEngine(2), {
      hooks: [
        hook,
        {
          ...hook,
          start: (context) => ({
            ...hook.start(context),
            afterUpdate: async (_step, given) => void seen.push(Object.keys(await given())),
            result: (given) => given(),
          }),
        },
      ],
    });
    expect(Object.keys(parameters)).toEqual(names);
    expect(seen).toHaveLength(4);
    for (const given of seen) expect(given).toEqual(names);
    expect(Object.keys(snapshots[0]?.values ?? {})).toContain("slot/secondMoment/objective.logVariances");
  });

  it("go on from a snapshot to the same bytes", async () => {
    const whole = await train(makeEngine(1));
    const middle = whole.snapshots[1];
    if (!middle) throw new Error("no snapshot");
    const rest = await train(makeEngine(1), { resume: () => middle });
    expect(rest.losses).toEqual(whole.losses.slice(2));
    expect(rest.snapshots.at(-1)).toEqual(whole.snapshots.at(-1));
    expect(rest.parameters).toEqual(whole.parameters);
  });

  it("count padding rows in nothing", async () => {
    const few = { model: still(twoHeads()), pairs: pairs.slice(0, 5), batchSize: 5 };
    const [exact, padded] = [await train(makeEngine(1), few), await train(makeEngine(1), { ...few, batchSize: 8 })];
    expect(padded.losses[0]).toBeCloseTo(exact.losses[0] ?? NaN, 4);
    expect(distance(padded.parameters, exact.parameters)).toBeLessThan(1e-3);
  });
});

describe("objectives that do not fit a model are refused", () => {
  beforeAll(cpuBackend);

  it("where they read sentence vectors and it is a cross-encoder", async () => {
    const objective = weightedSum([
      [1, angleLoss()],
      [1, binaryCrossEntropyLoss(), "binary"],
    ]);
    await expect(train(eagerEngine("cpu"), { model: cross(), objective })).rejects.toThrow(
      /reads a vector for each sentence, the model is a cross-encoder .* expected a bi-encoder/,
    );
  });

  it("where a head's parameters matter to no loss", async () => {
    const model = biEncoder({ checkpoint: tinyCheckpoint, pooling: "mean", heads: { similarity: comparison() } });
    const running = train(eagerEngine("cpu"), {
      model: model.load(workspaceRoot),
      objective: weightedSum([[1, cosineSimilarityLoss()]]),
    });
    await expect(running).rejects.toThrow(
      /the loss does not depend on heads\.similarity\.weight, heads\.similarity\.bias; expected every parameter/,
    );
  });

  it("but not where a loss on the head stands beside", async () => {
    const model = biEncoder({ checkpoint: tinyCheckpoint, pooling: "mean", heads: { similarity: comparison() } });
    const objective = weightedSum([
      [1, cosineSimilarityLoss()],
      [1, maeLoss()],
    ]);
    const { losses } = await train(eagerEngine("cpu"), { model: model.load(workspaceRoot), objective });
    expect(losses.every(Number.isFinite)).toBe(true);
  });
});
