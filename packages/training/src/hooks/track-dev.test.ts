import type { NamedValues } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { createMovingMean } from "./moving-mean.ts";
import { trackDev } from "./track-dev.ts";

const parameters: NamedValues = { weight: { shape: [1], values: Float32Array.of(3) } };
const read = () => Promise.resolve(parameters);

describe("trackDev", () => {
  it("evaluates every so many updates and after the last, and changes nothing", async () => {
    const evaluated: NamedValues[] = [];
    const steps: number[] = [];
    let now = 0;
    const hook = trackDev({ everySteps: 3 }).start({
      totalSteps: 7,
      createMean: createMovingMean,
      evaluate: (given) => {
        evaluated.push(given);
        steps.push(now);
        return Promise.resolve(NaN);
      },
    });
    for (now = 1; now <= 7; now++) await hook.afterUpdate(now, read);
    expect(steps).toEqual([3, 6, 7]);
    expect(evaluated.every((given) => given === parameters)).toBe(true);
    expect(await hook.result(read)).toBe(parameters);
    expect(await hook.save()).toEqual({ values: {}, numbers: {} });
  });

  it.each([0, 1.5, NaN])("refuses every %d steps", (everySteps) => {
    expect(() => trackDev({ everySteps })).toThrow(/expected an integer from 1 on/);
  });
});
