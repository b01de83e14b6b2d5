import { createRng, type Engine, type Loss, type NamedValues, type ScoredPair } from "@dalmeum/contracts";
import { binaryCrossEntropyLoss, maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { cpuBackend } from "@dalmeum/testing";
import {
  adamw,
  createPredictor,
  fit,
  type FitOptions,
  linearWarmup,
  paddedLength,
  pairScorer,
  predict,
  servingSteps,
  type TrainingProgress,
  type TrainingSnapshot,
} from "@dalmeum/training";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { onnxruntimeEngine } from "../src/index.ts";
import { eagerLike, runtimeEngines } from "./engines.ts";
import { onceEach } from "./once-each.ts";
import { bi, cross, damped, distance, lopsided, options, pairs, still } from "./tiny-training.ts";

interface Trained {
  readonly losses: readonly number[];
  readonly parameters: NamedValues;
}
const eagerly = onceEach<Trained>();

describe.each(runtimeEngines)("fit on %s", { tags: ["slow"] }, (_runtime, makeEngine) => {
  beforeAll(cpuBackend);
  const compiled = (): Engine => makeEngine(2);

  const both = [
    [0.5, pearsonLoss()],
    [0.3, maeLoss()],
    [0.2, binaryCrossEntropyLoss(), "binary"],
  ] as const;
  it.each([
    ["bi-encoder", bi(), options(compiled()).objective],
    ["cross-encoder with a binary head", cross(), weightedSum(both)],
  ])("trains a %s alike compiled and eager, dropout included", async (name, model, objective) => {
    const run = async (engine: Engine): Promise<Trained> => {
      const losses: number[] = [];
      const onStep: FitOptions["onStep"] = ({ loss }) => losses.push(loss);
      const padTo: FitOptions["padTo"] = (tokens) => paddedLength(tokens, 32);
      const changed = { model, objective, optimizer: damped, onStep, padTo };
      return { parameters: await fit(options(engine, changed)), losses };
    };
    const { engine, like } = eagerLike(compiled());
    const [found, eager] = [await run(compiled()), await eagerly(`${name}, ${like}`, () => run(engine))];
    expect(found.losses).toHaveLength(8);
    for (const [step, loss] of eager.losses.entries()) {
      expect(Math.abs((found.losses[step] ?? NaN) - loss)).toBeLessThan(1e-5);
    }
    expect(distance(found.parameters, eager.parameters)).toBeLessThan(1e-5);
    expect(distance(found.parameters, model.init(createRng(1).fork("init")))).toBeGreaterThan(1e-3);
  });

  it("learns from packed tokens as from padded ones", async () => {
    const run = async (packs: boolean) => {
      const steps: TrainingProgress[] = [];
      const model = { ...still(bi()), packs };
      const changed = { model, optimizer: damped, onStep: (step: TrainingProgress) => steps.push(step) };
      return { parameters: await fit(options(compiled(), changed)), steps };
    };
    const [packed, padded] = [await run(true), await run(false)];
    for (const [index, { loss, gradientNorm, tokens }] of padded.steps.entries()) {
      const step = packed.steps[index];
      expect(Math.abs((step?.loss ?? NaN) - loss)).toBeLessThan(1e-5);
      expect(Math.abs((step?.gradientNorm ?? NaN) / gradientNorm - 1)).toBeLessThan(1e-4);
      expect(step?.tokens).toBeLessThanOrEqual((compiled().mostLengths === undefined ? 0.6 : 1) * tokens);
    }
    expect(distance(packed.parameters, padded.parameters)).toBeLessThan(1e-5);
  });

  it("trains a batch of 5 padded to 8 as a batch of 5", async () => {
    const few = { model: still(bi()), optimizer: damped, pairs: pairs.slice(0, 5), epochs: 1 };
    const [exact, padded] = await Promise.all(
      [5, 8].map((batchSize) => fit(options(compiled(), { ...few, batchSize }))),
    );
    expect(exact && padded ? distance(exact, padded) : NaN).toBeLessThan(1e-6);
  });

  it("gives the same bytes from the same seed, and others from another", async () => {
    const scores = async (seed: number): Promise<Float32Array | undefined> => {
      const { model, ...rest } = options(compiled(), { rng: createRng(seed) });
      const parameters = await fit({ model, ...rest });
      return (await predict({ model, parameters, pairs, maxLength: 32, engine: compiled(), batchSize: 4 })).similarity;
    };
    const first = await scores(1);
    expect(await scores(1)).toEqual(first);
    expect(await scores(2)).not.toEqual(first);
  });

  it("learns: the loss of the last epoch is below half of the first's", async () => {
    const byEpoch: number[][] = [];
    await fit(
      options(compiled(), {
        model: still(bi()),
        schedule: linearWarmup({ peak: 1e-2, warmupRatio: 0.1 }),
        epochs: 40,
        onStep: ({ epoch, loss }) => (byEpoch[epoch - 1] ??= []).push(loss),
      }),
    );
    const mean = (values: readonly number[] = []): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(byEpoch.at(-1))).toBeLessThan(0.5 * mean(byEpoch[0]));
  });

  it("stops between two steps when it is told to", async () => {
    const controller = new AbortController();
    let steps = 0;
    const running = fit(
      options(compiled(), {
        signal: controller.signal,
        onStep: () => {
          steps++;
          controller.abort(new Error("interrupted"));
        },
      }),
    );
    await expect(running).rejects.toThrow("interrupted");
    expect(steps).toBe(1);
  });

  it("stops at a loss that is not finite, naming the step and the pairs", async () => {
    const broken: Loss = {
      name: "broken",
      options: {},
      reads: "outputs",
      compute: (predictions) => tf.log(tf.mul(tf.mean(predictions), 0)),
    };
    const running = fit(options(compiled(), { objective: weightedSum([[1, broken]]), pairs: pairs.slice(0, 2) }));
    await expect(running).rejects.toThrow(/stopped at step 1: found loss -?Infinity.*pair-[01], pair-[01]/);
  });

  it("stops at a gradient that is not finite though the loss is, and takes nothing of it over", async () => {
    // The root's gradient at 0, infinity, times 0: NaN wherever the target is 5, and a value of 0 there.
    const broken: Loss = {
      name: "broken",
      options: {},
      reads: "outputs",
      compute: (predictions, targets) => tf.mean(tf.sqrt(tf.square(tf.mul(predictions, tf.sub(targets, 5))))),
    };
    const scored = pairs.slice(0, 3).map((pair, index) => ({ ...pair, score: index === 0 ? 5 : 1 }));
    const seen: { readonly live: NamedValues; readonly copy: NamedValues; readonly snapshot: TrainingSnapshot }[] = [];
    const running = (changed: Partial<FitOptions> = {}): Promise<NamedValues> =>
      fit(
        options(compiled(), {
          // The broken pair comes third in the order of this seed.
          ...{ model: still(bi()), objective: weightedSum([[1, broken]]), pairs: scored, batchSize: 1 },
          onPause: async (snapshot) => {
            const { values: live } = await snapshot();
            seen.push({ live, copy: structuredClone(live), snapshot: structuredClone(await snapshot()) });
          },
          ...changed,
        }),
      );
    const message =
      /stopped at step 3: found loss [\d.e-]+ and gradient norm NaN, .* The step before: loss \d.*, gradient norm \d.*pair-0$/;
    await expect(running()).rejects.toThrow(message);
    const last = seen.at(-1);
    expect(last?.snapshot.step).toBe(2);
    expect(last?.live).toEqual(last?.copy);
    const resume = (): TrainingSnapshot => last?.snapshot ?? expect.fail("no snapshot");
    await expect(running({ resume })).rejects.toThrow(message);
  });

  it("refuses a head without a loss", async () => {
    await expect(fit(options(compiled(), { model: cross() }))).rejects.toThrow(
      /model has heads binary, similarity, the objective reads similarity/,
    );
  });

  it("refuses no pairs", async () => {
    await expect(fit(options(compiled(), { pairs: [] }))).rejects.toThrow(/found no pairs/);
  });
});

const swapped = (pair: ScoredPair): ScoredPair => ({
  ...pair,
  sentence1: pair.sentence2,
  sentence2: pair.sentence1,
});

describe.each(runtimeEngines)("predict on %s", (_runtime, makeEngine) => {
  const compiled = (): Engine => makeEngine(2);

  it("gives one score a pair in the order of the pairs, whatever the batches", async () => {
    const model = bi();
    const parameters = model.init(createRng(1));
    const score = async (batchSize: number, of = pairs): Promise<number[]> =>
      Array.from(
        (await predict({ model, parameters, pairs: of, maxLength: 32, engine: compiled(), batchSize })).similarity ??
          [],
      );
    const together = await score(64);
    expect(together).toHaveLength(pairs.length);
    for (const [index, value] of (await score(3)).entries()) expect(together[index]).toBeCloseTo(value, 5);
    for (const [index, value] of (await score(4, pairs.toReversed())).toReversed().entries()) {
      expect(together[index]).toBeCloseTo(value, 5);
    }
  });

  it("scores several sets with the parameters that were set last, as it scores each alone", async () => {
    const model = cross();
    const [first, second] = [model.init(createRng(1)), model.init(createRng(2))];
    const half = pairs.slice(0, 3);
    const predictor = createPredictor({ model, maxLength: 32, engine: compiled() });
    const alone = (parameters: typeof first, of: typeof pairs) =>
      predict({ model, parameters, pairs: of, maxLength: 32, engine: compiled() });
    await expect(predictor.predict(pairs)).rejects.toThrow(/found no parameters/);
    for (const parameters of [first, second, first]) {
      await predictor.set(parameters);
      for (const of of [pairs, half, pairs]) expect(await predictor.predict(of)).toEqual(await alone(parameters, of));
    }
    expect(await alone(first, half)).not.toEqual(await alone(second, half));
    await predictor.dispose();
  });

  it("reads each sentence once, and heads see both of a pair as they would in one step", async () => {
    const model = bi();
    const parameters = model.init(createRng(1));
    // Sentences stand on both sides, and come again.
    const [first, ...others] = pairs;
    const again = others.map((pair) => ({ ...pair, sentence2: first?.sentence1 ?? "" }));
    const all = [...pairs, ...again, ...again.map(swapped)];
    const engine = compiled();
    let rows = 0;
    const counted: Engine = {
      ...engine,
      compileLengths: async (steps) => {
        const compiledSteps = await engine.compileLengths(steps);
        return {
          ...compiledSteps,
          at: async (length) => {
            rows += steps(length).inputs.inputIds?.shape[0] ?? NaN;
            return compiledSteps.at(length);
          },
        };
      },
    };
    const { similarity } = await predict({
      model,
      parameters,
      pairs: all,
      maxLength: 32,
      engine: counted,
      batchSize: 1,
    });
    const sentences = new Set(all.flatMap(({ sentence1, sentence2 }) => [sentence1, sentence2]));
    expect(rows).toBe(2 * Math.ceil(sentences.size / 2));

    const { steps, held } = servingSteps({ model, parameters, pairs: 4, head: "similarity" });
    const together = pairScorer({ reader: model, pairs: all, batchSize: 4, maxLength: 32 });
    const expected = (await together.score(await engine.compileLengths(steps), { held })).similarity ?? [];
    expect(similarity).toHaveLength(all.length);
    for (const [index, value] of expected.entries()) expect(similarity?.[index]).toBeCloseTo(value, 5);
  });

  it.each([
    ["both sentences in one sequence", cross()],
    ["a sequence each", lopsided(bi())],
  ])("gives the mean of both orders where it is asked to be symmetric: %s", async (_reading, model) => {
    const parameters = model.init(createRng(1));
    const score = async (of: typeof pairs, symmetric: boolean): Promise<number[]> => [
      ...((await predict({ model, parameters, pairs: of, maxLength: 32, engine: compiled(), symmetric, batchSize: 3 }))
        .similarity ?? []),
    ];
    const other = await score(pairs.map(swapped), false);
    const [one, both] = [await score(pairs, false), await score(pairs, true)];
    expect(both).toHaveLength(pairs.length);
    expect(Math.max(...one.map((value, index) => Math.abs(value - (other[index] ?? NaN))))).toBeGreaterThan(1e-3);
    for (const [index, value] of both.entries()) {
      expect(value).toBeCloseTo(((one[index] ?? NaN) + (other[index] ?? NaN)) / 2, 5);
    }
  });
});

it("runs the example of packages/training/README.md", async () => {
  const compiled = (): Engine => onnxruntimeEngine();
  const { objective } = options(compiled());
  const [model, engine] = [bi(), compiled()];
  const parameters = await fit({
    ...{ model, objective, pairs, engine },
    optimizer: adamw({ weightDecay: 0.01, learningRateScales: { "heads.": 10 } }),
    schedule: linearWarmup({ peak: 1e-4, warmupRatio: 0.1 }),
    ...{ epochs: 3, batchSize: 32, maxLength: 128, clipNorm: 1, rng: createRng(1) },
  });
  const { similarity } = await predict({ model, parameters, pairs, maxLength: 128, engine });
  expect(similarity).toHaveLength(pairs.length);
  expect(similarity?.every(Number.isFinite)).toBe(true);
});
