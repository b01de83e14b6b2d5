import type { HookContext, NamedValues, TrainingHook } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import golden from "../../fixtures/averaging.json" with { type: "json" };
import { ema } from "./ema.ts";
import { createMovingMean } from "./moving-mean.ts";
import { swa } from "./swa.ts";

const parametersOf = (values: readonly number[]): NamedValues => ({
  weight: { shape: [values.length], values: Float32Array.from(values) },
});
const reads = (values: readonly number[]) => () => Promise.resolve(parametersOf(values));
const context = (totalSteps: number): HookContext => ({
  totalSteps,
  evaluate: () => Promise.reject(new Error()),
  createMean: createMovingMean,
});

/** What a hook gives after each update; at `savedAt` another goes on from its state. */
async function resultsOf(
  definition: TrainingHook,
  points: readonly (readonly number[])[],
  savedAt = -1,
): Promise<number[][]> {
  let hook = definition.start(context(points.length));
  const results: number[][] = [];
  for (const [index, point] of points.entries()) {
    await hook.afterUpdate(index + 1, reads(point));
    if (index === savedAt) {
      const saved = structuredClone(await hook.save());
      hook = definition.start(context(points.length));
      await hook.restore(saved);
    }
    results.push(Array.from((await hook.result(reads(point))).weight?.values ?? []));
  }
  return results;
}

function expectClose(found: readonly number[] | undefined, expected: readonly number[] | undefined): void {
  expect(found).toHaveLength(expected?.length ?? NaN);
  for (const [index, value] of (expected ?? []).entries()) expect(found?.[index]).toBeCloseTo(value, 6);
}

describe("ema", () => {
  it(`gives AveragedModel with get_ema_multi_avg_fn (${golden.tool})`, async () => {
    const results = await resultsOf(ema({ decay: golden.ema.decay }), golden.points);
    for (const [index, expected] of golden.ema.after.entries()) expectClose(results[index], expected);
  });

  it("gives what a hand computes: 1, then 0.75 * 1 + 0.25 * 5, then 0.75 * 2 + 0.25 * -2", async () => {
    expect(await resultsOf(ema({ decay: 0.75 }), [[1], [5], [-2]])).toEqual([[1], [2], [1]]);
  });

  it("gives the parameters themselves at decay 0, and stays finite far out", async () => {
    expect(await resultsOf(ema({ decay: 0 }), [[1], [5]])).toEqual([[1], [5]]);
    expect((await resultsOf(ema({ decay: 0.999 }), [[1e38], [-1e38]])).flat().every(Number.isFinite)).toBe(true);
  });

  it("refuses a decay out of range", () => {
    for (const decay of [-0.1, 1, NaN]) expect(() => ema({ decay })).toThrow(/expected 0 up to below 1/);
  });
});

describe("swa", () => {
  it(`gives AveragedModel (${golden.tool})`, async () => {
    expectClose((await resultsOf(swa(golden.swa), golden.points)).at(-1), golden.swa.after);
  });

  it("gives the mean of the last points, and before the first the parameters themselves", async () => {
    const points = [[9], [1], [7], [3], [8], [5]];
    expect(await resultsOf(swa({ last: 3, everySteps: 2 }), points)).toEqual([[9], [1], [1], [2], [2], [3]]);
    expect((await resultsOf(swa({ last: 1, everySteps: 4 }), points)).at(-1)).toEqual([5]);
  });

  it("refuses points that training has no steps for, and options that are no integers from 1 on", () => {
    expect(() => swa({ last: 3, everySteps: 2 }).start(context(4))).toThrow(
      "swa: 3 points every 2 steps take 5 steps, training has 4",
    );
    expect(() => swa({ last: 0, everySteps: 2 })).toThrow(/found last 0/);
    expect(() => swa({ last: 2, everySteps: 1.5 })).toThrow(/found everySteps 1.5/);
  });
});

it.each([ema({ decay: 0.9 }), swa({ last: 3, everySteps: 2 })])(
  "$name goes on from its state to the same",
  async (hook) => {
    const { points } = golden;
    const straight = await resultsOf(hook, points);
    for (const savedAt of points.keys()) expect(await resultsOf(hook, points, savedAt)).toEqual(straight);
  },
);

it("leaves the parameters that it averages as they are", async () => {
  const parameters = parametersOf([1, 2]);
  const hook = ema({ decay: 0.5 }).start(context(2));
  await hook.afterUpdate(1, () => Promise.resolve(parameters));
  await hook.afterUpdate(2, reads([3, 4]));
  expect(parameters).toEqual(parametersOf([1, 2]));
});
