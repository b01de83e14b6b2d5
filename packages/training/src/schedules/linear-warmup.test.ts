import { describe, expect, it } from "vitest";
import golden from "../../fixtures/training.json" with { type: "json" };
import { linearWarmup } from "./linear-warmup.ts";

describe("linearWarmup", () => {
  it(`gives the rates of get_linear_schedule_with_warmup (${golden.tool})`, () => {
    const { peak, warmupRatio, rates } = golden.schedule;
    const schedule = linearWarmup({ peak, warmupRatio });
    for (const [step, rate] of rates.entries()) {
      expect(schedule.learningRate(step, rates.length)).toBeCloseTo(rate, 12);
    }
  });

  it("stays finite for one step and for no warm-up", () => {
    expect(linearWarmup({ peak: 1, warmupRatio: 0 }).learningRate(0, 1)).toBe(1);
    expect(linearWarmup({ peak: 1, warmupRatio: 1 }).learningRate(0, 1)).toBe(0);
  });

  it("refuses rates and ratios out of range", () => {
    expect(() => linearWarmup({ peak: 0 })).toThrow(/peak 0, expected a number above 0/);
    expect(() => linearWarmup({ peak: 1, warmupRatio: 1.1 })).toThrow(/warmupRatio 1.1, expected 0 .. 1/);
  });
});
