import { createRng, type Engine, type EngineState, type Loss, type NamedValues } from "@dalmeum/contracts";
import { binaryCrossEntropyLoss, mseLoss, uncertaintyWeighting, weightedSum } from "@dalmeum/losses";
import { cpuBackend } from "@dalmeum/testing";
import {
  awp,
  createTrainer,
  earlyStopping,
  encodePairs,
  ema,
  fgm,
  fit,
  type FitOptions,
  type MemoryPlan,
  swa,
  trackDev,
  type TrainingSnapshot,
} from "@dalmeum/training";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { onnxruntimeEngine } from "../src/index.ts";
import { withHostState } from "./host-state.ts";
import { bi, cross, damped, distance, options, pairs, still } from "./tiny-training.ts";

// It packs no tokens, as no engine does that has a state: dropout's masks follow from the shapes.
const onHost = (): Engine => ({ ...onnxruntimeEngine({ threads: 1 }), mostLengths: 8 });
const onState = (): Engine => withHostState(onnxruntimeEngine({ threads: 1 }));

interface Trained {
  readonly steps: readonly { readonly step: number; readonly loss: number; readonly gradientNorm: number }[];
  readonly snapshots: readonly TrainingSnapshot[];
  readonly parameters: NamedValues;
}

async function train(engine: Engine, changed: Partial<FitOptions> = {}): Promise<Trained> {
  const steps: Trained["steps"][number][] = [];
  const snapshots: TrainingSnapshot[] = [];
  const parameters = await fit(
    options(engine, {
      ...{ optimizer: damped, epochs: 1 },
      onStep: (step) => steps.push(step),
      onPause: async (snapshot) => void snapshots.push(structuredClone(await snapshot())),
      ...changed,
    }),
  );
  return { steps, snapshots, parameters };
}

const objective = uncertaintyWeighting([
  ["regression", mseLoss()],
  ["classification", binaryCrossEntropyLoss(), "binary"],
]);

/** Dev scores by the parameters' sum, so that they tell one set from another. */
const evaluate = ({ "heads.similarity.bias": bias, ...rest }: NamedValues): Promise<number> =>
  Promise.resolve(
    Object.values({ bias, ...rest }).reduce((sum, each) => sum + (each?.values.reduce((a, b) => a + b, 0) ?? 0), 0),
  );

describe("training whose state lies with the engine", () => {
  beforeAll(cpuBackend);

  it.each<readonly [name: string, changed: Partial<FitOptions>]>([
    ["dropout and a lookup table", {}],
    ["accumulation, of which the last update has one batch", { accumulation: 3 }],
    ["an objective that learns", { model: cross(), objective }],
    ["frozen layers", { frozenLayers: 1 }],
    ["fgm and awp", { techniques: [fgm({ epsilon: 1 }), awp({ gamma: 0.1 })] }],
    [
      "averages, of which the second is one of an average",
      { hooks: [ema({ decay: 0.5 }), swa({ last: 2, everySteps: 1 })] },
    ],
    ["an average above frozen layers", { frozenLayers: 1, hooks: [ema({ decay: 0.5 })] }],
    ["an average without what an objective learns", { model: cross(), objective, hooks: [ema({ decay: 0.5 })] }],
    ["early stopping", { epochs: 3, hooks: [earlyStopping({ patience: 1, everySteps: 2 })], evaluate }],
  ])("gives what training in host memory gives: %s", async (_name, changed) => {
    const [host, state] = [await train(onHost(), changed), await train(onState(), changed)];
    expect(state.steps.map(({ step }) => step)).toEqual(host.steps.map(({ step }) => step));
    for (const [index, { loss, gradientNorm }] of host.steps.entries()) {
      expect(Math.abs((state.steps[index]?.loss ?? NaN) - loss)).toBeLessThan(1e-5);
      expect(Math.abs((state.steps[index]?.gradientNorm ?? NaN) / gradientNorm - 1)).toBeLessThan(1e-4);
    }
    expect(distance(state.parameters, host.parameters)).toBeLessThan(1e-5);
    expect(Object.keys(state.snapshots.at(-1)?.values ?? {}).toSorted()).toEqual(
      Object.keys(host.snapshots.at(-1)?.values ?? {}).toSorted(),
    );
  });

  it.each([1, 3])("goes on from a snapshot to the same bytes, accumulating %i", async (accumulation) => {
    const changed = { accumulation, epochs: 2, hooks: [ema({ decay: 0.5 })] };
    const whole = await train(onState(), changed);
    const middle = whole.snapshots[1] ?? expect.fail("no snapshot");
    const rest = await train(onState(), { ...changed, resume: () => middle });
    expect(rest.steps).toEqual(whole.steps.slice(2));
    expect(rest.snapshots.at(-1)).toEqual(whole.snapshots.at(-1));
    expect(rest.parameters).toEqual(whole.parameters);
  });

  it("tells of each update once the next is under way, and of all before somebody reads parameters", async () => {
    const told: string[] = [];
    await fit(
      options(onState(), {
        epochs: 1,
        onStep: ({ step }) => told.push(`did ${step}`),
        hooks: [
          {
            ...{ name: "told", options: {} },
            start: () => ({
              afterUpdate: async (step, parameters) => {
                told.push(`began ${step}`);
                if (step === 3) await parameters();
              },
              result: (parameters) => parameters(),
              save: () => Promise.resolve({ values: {}, numbers: {} }),
              restore: () => Promise.resolve(),
            }),
          },
        ],
      }),
    );
    expect(told).toEqual(["began 1", "did 1", "began 2", "did 2", "began 3", "did 3", "began 4", "did 4"]);
  });

  it("compiles lengths beforehand, and tells what is known before it waits for one", async () => {
    let tell = (): void => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    let compilations = 0;
    const engine = onState();
    const createState = (): EngineState => {
      const state = engine.createState?.() ?? expect.fail("no state");
      const compile: EngineState["compile"] = async (definition) => {
        // The longest and what the first update needs; the next one waits until the first update is told of.
        if (++compilations > 2) await told;
        return state.compile(definition);
      };
      return { ...state, compile };
    };
    const steps: number[] = [];
    const onStep: FitOptions["onStep"] = ({ step }) => {
      steps.push(step);
      tell();
    };
    const padTo: FitOptions["padTo"] = (tokens) => tokens;
    const changed = { epochs: 1, batchSize: 2, padTo, onStep, model: still(bi()) };
    await fit(options({ ...engine, createState }, changed));
    expect(compilations).toBeGreaterThan(2);
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("reads no parameters for an average before the end", async () => {
    const reads: number[] = [];
    let last = 0;
    const engine = onState();
    const createState = (): EngineState => {
      const state = engine.createState?.() ?? expect.fail("no state");
      return {
        ...state,
        read: (names) => {
          reads.push(last);
          return state.read(names);
        },
      };
    };
    const onStep: FitOptions["onStep"] = ({ step }) => (last = step);
    await fit(options({ ...engine, createState }, { epochs: 1, hooks: [ema({ decay: 0.5 })], onStep }));
    expect(reads).toEqual([4]);
  });

  it("logs a dev score at the step whose parameters it is of", async () => {
    let last = 0;
    const scoredAt: number[] = [];
    await fit(
      options(onState(), {
        ...{ epochs: 1, hooks: [ema({ decay: 0.5 }), trackDev({ everySteps: 2 })] },
        onStep: ({ step }) => (last = step),
        evaluate: (parameters) => {
          scoredAt.push(last);
          return evaluate(parameters);
        },
      }),
    );
    expect(scoredAt).toEqual([2, 4]);
  });

  it.each([1, 2])("leaves the state from an update that is not finite on, accumulating %i", async (batches) => {
    // The root's gradient at 0, infinity, times 0: NaN wherever the target is 5, and a value of 0 there.
    const broken: Loss = {
      name: "broken",
      options: {},
      reads: "outputs",
      compute: (predictions, targets) => tf.mean(tf.sqrt(tf.square(tf.mul(predictions, tf.sub(targets, 5))))),
    };
    const model = still(bi());
    const trainer = await createTrainer(options(onState(), { model, objective: weightedSum([[1, broken]]) }));
    const scored = pairs.slice(0, 4).map((pair) => ({ ...pair, score: 1 }));
    const good = encodePairs(model, scored, 32);
    const bad = good.map((each) => ({ ...each, pair: { ...each.pair, score: 5 } }));
    const update = (step: number, batch: typeof good) =>
      trainer.update([batch, ...Array.from({ length: batches - 1 }, () => good)], step, 1e-3);
    await update(1, good);
    const [first] = await trainer.settle();
    expect(first?.gradientNorm).toBeGreaterThan(0);
    const before = await trainer.values();
    const told = [...(await update(2, bad)), ...(await update(3, good)), ...(await trainer.settle())];
    expect(told).toHaveLength(2);
    expect(told[0]?.gradientNorm).toBeNaN();
    expect(await trainer.values()).toEqual(before);
    await trainer.restore(before);
    await update(4, good);
    expect((await trainer.settle())[0]?.gradientNorm).toBeGreaterThan(0);
    expect(await trainer.values()).not.toEqual(before);
    await trainer.dispose();
  });

  it("tells what it takes before the first update", async () => {
    const told: unknown[] = [];
    const values = Object.values(bi().init(createRng(1))).reduce((sum, each) => sum + each.values.length, 0);
    await train(onState(), { onPlan: (plan) => told.push(plan), onStep: ({ step }) => told.push(step) });
    // A parameter and two slots each, the flag and the small pool of noise.
    expect(told[0]).toMatchObject({ state: 4 * (3 * values + 1 + 2 ** 19), capacity: undefined });
    expect(told.slice(1)).toEqual([1, 2, 3, 4]);
  });

  it("refuses what the device has no room for, and says what fits", async () => {
    const plan = async (capacity: number, batchSize: number, accumulation = 1): Promise<MemoryPlan> => {
      const engine = withHostState(onHost(), capacity);
      const trainer = await createTrainer(options(engine, { model: still(bi()), batchSize }));
      try {
        return (await trainer.plan?.(16, accumulation)) ?? expect.fail("no plan");
      } finally {
        await trainer.dispose();
      }
    };
    const [eight, two] = [await plan(Infinity, 8), await plan(Infinity, 2, 4)];
    // Accumulating keeps the gradients' sum, and a sum of losses.
    expect(two.state).toBe(eight.state + (eight.state - 4) / 3 + 4);
    const enough = eight.state + eight.step;
    expect(await plan(enough, 8)).toEqual({ ...eight, capacity: enough });
    await expect(plan(two.state + two.step, 8)).rejects.toThrow(
      /batches of 8 pairs of up to 16 tokens take .* The largest batch that fits is 2: with batchSize 2 and accumulation 4/,
    );
    await expect(plan(two.state + two.step - 1, 8)).rejects.toThrow(/that fits is 1: .* accumulation 8/);
    await expect(plan(two.state, 8)).rejects.toThrow(/Not even one pair fits: lower maxLength/);
  });
});
