import { createRng, type Engine, type Model, type NamedValues } from "@dalmeum/contracts";
import { mseLoss, weightedSum } from "@dalmeum/losses";
import { cpuBackend } from "@dalmeum/testing";
import { fgm, fit, type FitOptions, predict } from "@dalmeum/training";
import { beforeAll, describe, expect, it } from "vitest";
import { eagerEngine } from "../src/index.ts";
import { runtimeEngines } from "./engines.ts";
import { onceEach } from "./once-each.ts";
import { bi, damped, dampedAbove, distance, options, paddingInText, pairs, still } from "./tiny-training.ts";

const lower = ["embeddings.", "encoder.layer.0."];
const isLower = (name: string): boolean => lower.some((prefix) => name.startsWith(prefix));

/** The model without dropout, above its frozen layers too. */
function stillAbove(model: Model): Model {
  const { lowerLayers } = model;
  if (!lowerLayers) throw new Error("the model has no lower layers");
  const { representHidden } = lowerLayers;
  return {
    ...still(model),
    lowerLayers: {
      ...lowerLayers,
      representHidden: (parameters, hidden, layers) => representHidden(parameters, hidden, layers, {}),
    },
  };
}

async function train(
  engine: Engine,
  changed: Partial<FitOptions>,
): Promise<{ readonly losses: readonly number[]; readonly parameters: NamedValues }> {
  const losses: number[] = [];
  const objective = weightedSum([[1, mseLoss()]]);
  const onStep: FitOptions["onStep"] = ({ loss }) => losses.push(loss);
  const parameters = await fit(options(engine, { objective, onStep, epochs: 3, clipNorm: 1e6, ...changed }));
  return { losses, parameters };
}

const eagerly = onceEach<Awaited<ReturnType<typeof train>>>();

describe.each(runtimeEngines)("frozen layers on %s", (_, makeEngine) => {
  beforeAll(cpuBackend);

  it.each([
    ["BERT", bi],
    ["RoBERTa with padding's id inside of texts", paddingInText],
  ])("train as layers whose learning rate is 0, from states that are computed once: a %s", async (_name, make) => {
    const model = stillAbove(make());
    const [kept, anew] = [
      await train(makeEngine(2), { model, frozenLayers: 1, optimizer: damped }),
      await train(makeEngine(2), { model, optimizer: dampedAbove(lower) }),
    ];
    expect(kept.losses).toHaveLength(12);
    for (const [step, loss] of anew.losses.entries()) {
      expect(Math.abs((kept.losses[step] ?? NaN) - loss)).toBeLessThan(1e-5);
    }
    expect(distance(kept.parameters, anew.parameters)).toBeLessThan(1e-5);
  });

  it("leave their parameters to the byte, and those above trained alike compiled and eager", async () => {
    const [compiled, eager] = [
      await train(makeEngine(2), { frozenLayers: 1, optimizer: damped }),
      await eagerly("above", () => train(eagerEngine("cpu"), { frozenLayers: 1, optimizer: damped })),
    ];
    const start = bi().init(createRng(1).fork("init"));
    expect(Object.keys(compiled.parameters)).toEqual(Object.keys(start));
    for (const [name, { values }] of Object.entries(start)) {
      const same = Buffer.compare(
        Buffer.from(values.buffer),
        Buffer.from(compiled.parameters[name]?.values.buffer ?? new ArrayBuffer()),
      );
      if (isLower(name)) expect(same, name).toBe(0);
    }
    expect(distance(compiled.parameters, start)).toBeGreaterThan(1e-3);
    for (const [step, loss] of eager.losses.entries()) {
      expect(Math.abs((compiled.losses[step] ?? NaN) - loss)).toBeLessThan(1e-5);
    }
    expect(distance(compiled.parameters, eager.parameters)).toBeLessThan(1e-5);
  });

  it("give through the whole model what training saw", async () => {
    const model = stillAbove(bi());
    const target = 2.5;
    const { parameters, losses } = await train(makeEngine(2), {
      model,
      frozenLayers: 1,
      pairs: pairs.map((pair) => ({ ...pair, score: target })),
      batchSize: pairs.length,
      epochs: 1,
      schedule: { name: "still", options: {}, learningRate: () => 0 },
    });
    const { similarity } = await predict({ model, parameters, pairs, maxLength: 32, engine: makeEngine(2) });
    const squares = Array.from(similarity ?? [], (score) => (score - target) ** 2);
    expect(losses).toHaveLength(1);
    expect(losses[0]).toBeCloseTo(squares.reduce((sum, square) => sum + square, 0) / pairs.length, 3);
  });
});

it("computes the states of a pair once, however many epochs there are", async () => {
  await cpuBackend();
  const runs = async (epochs: number): Promise<number> => {
    const { lowerLayers, ...model } = bi();
    if (!lowerLayers) throw new Error("the model has no lower layers");
    let calls = 0;
    const hiddenStates: typeof lowerLayers.hiddenStates = (...given) => {
      calls++;
      return lowerLayers.hiddenStates(...given);
    };
    const counting = { ...model, lowerLayers: { ...lowerLayers, hiddenStates } };
    await train(eagerEngine("cpu"), { model: counting, frozenLayers: 1, epochs });
    return calls;
  };
  expect(await runs(3)).toBe(await runs(1));
});

describe("frozenLayers refuses", () => {
  const run = (changed: Partial<FitOptions>): Promise<unknown> => train(eagerEngine("cpu"), changed);

  it("more layers than there are, and a model that does not say its layers", async () => {
    await expect(run({ frozenLayers: 3 })).rejects.toThrow(/found 3, expected an integer from 0 to 2/);
    const { lowerLayers, ...model } = bi();
    expect(lowerLayers?.count).toBe(2);
    await expect(run({ frozenLayers: 1, model })).rejects.toThrow(/lower layers of this model cannot be run apart/);
  });

  it("to leave nothing to train", async () => {
    await expect(run({ frozenLayers: 2 })).rejects.toThrow(/found 2, which leaves nothing to train/);
  });

  it("fgm, which perturbs embeddings that are trained", async () => {
    await expect(run({ frozenLayers: 0, techniques: [fgm({ epsilon: 1 })] })).rejects.toThrow(
      /no word embeddings that are trained/,
    );
  });
});
