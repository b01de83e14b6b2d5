import type { NamedValues, RunningHook } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { chainHooks } from "./chain-hooks.ts";
import { earlyStopping } from "./early-stopping.ts";
import { ema } from "./ema.ts";
import { createMovingMean } from "./moving-mean.ts";

const parametersOf = (value: number): NamedValues => ({ weight: { shape: [1], values: Float32Array.of(value) } });
const reads = (value: number) => () => Promise.resolve(parametersOf(value));
const valueOf = (parameters: NamedValues): number => parameters.weight?.values[0] ?? NaN;

/** Update until the hook stops or the steps end; step s has the parameter s. */
async function run(hook: RunningHook, totalSteps: number, from = 0): Promise<number> {
  for (let step = from + 1; step <= totalSteps; step++) {
    await hook.afterUpdate(step, reads(step));
    if (hook.stopped?.()) return step;
  }
  return totalSteps;
}

/** Scores by the step whose parameter is evaluated, and the steps that were. */
function scored(scores: readonly number[]) {
  const evaluated: number[] = [];
  const evaluate = (parameters: NamedValues): Promise<number> => {
    evaluated.push(valueOf(parameters));
    return Promise.resolve(scores[valueOf(parameters) - 1] ?? NaN);
  };
  return { evaluated, context: { totalSteps: scores.length, evaluate, createMean: createMovingMean } };
}

describe("earlyStopping", () => {
  it("stops after as many evaluations without a better score as it has patience, and gives the best", async () => {
    const { context } = scored([0.1, 0.5, 0.4, 0.5, 0.9, 0.9]);
    const hook = earlyStopping({ patience: 2, everySteps: 1 }).start(context);
    expect(await run(hook, 6)).toBe(4);
    expect(valueOf(await hook.result(reads(4)))).toBe(2);
  });

  it("has patience anew after each better score", async () => {
    const { context } = scored([0.1, 0, 0.2, 0.1, 0.3, 0.2]);
    const hook = earlyStopping({ patience: 2, everySteps: 1 }).start(context);
    expect(await run(hook, 6)).toBe(6);
    expect(hook.stopped?.()).toBe(false);
    expect(valueOf(await hook.result(reads(6)))).toBe(5);
  });

  it("evaluates every so many steps, and at the end", async () => {
    const { context, evaluated } = scored([1, 2, 3, 4, 5, 6, 7]);
    await run(earlyStopping({ patience: 1, everySteps: 3 }).start(context), 7);
    expect(evaluated).toEqual([3, 6, 7]);
  });

  it("takes no score that is not defined for the best", async () => {
    const { context } = scored([NaN, 0.3, NaN, NaN]);
    const hook = earlyStopping({ patience: 2, everySteps: 1 }).start(context);
    expect(await run(hook, 4)).toBe(4);
    expect(valueOf(await hook.result(reads(4)))).toBe(2);
    const never = earlyStopping({ patience: 9, everySteps: 1 }).start(scored([NaN, NaN]).context);
    await run(never, 2);
    expect(valueOf(await never.result(reads(2)))).toBe(2);
    expect(JSON.parse(JSON.stringify((await never.save()).numbers))).toEqual({ worseInARow: 2 });
  });

  it("goes on from its state to the same", async () => {
    const scores = [0.1, 0.5, 0.4, 0.45, 0.3, 0.9];
    for (const saved of [1, 2, 3]) {
      const first = earlyStopping({ patience: 3, everySteps: 1 }).start(scored(scores).context);
      await run(first, saved);
      const second = earlyStopping({ patience: 3, everySteps: 1 }).start(scored(scores).context);
      await second.restore(structuredClone(await first.save()));
      expect(await run(second, 6, saved)).toBe(5);
      expect(valueOf(await second.result(reads(5)))).toBe(2);
    }
  });

  it("scores the averages of a hook before it", async () => {
    const { context, evaluated } = scored([0, 0, 0]);
    const hooks = [ema({ decay: 0.5 }), earlyStopping({ patience: 9, everySteps: 1 })];
    await run(chainHooks(hooks.map((hook) => hook.start(context))), 3);
    expect(evaluated).toEqual([1, 1.5, 2.25]);
  });

  it("refuses options that are no integers from 1 on", () => {
    expect(() => earlyStopping({ patience: 0, everySteps: 1 })).toThrow(/found patience 0, expected an integer from 1/);
    expect(() => earlyStopping({ patience: 1, everySteps: 0.5 })).toThrow(/found everySteps 0.5/);
  });
});
