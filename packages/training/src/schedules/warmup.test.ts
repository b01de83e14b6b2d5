import { describe, expect, it } from "vitest";
import golden from "../../fixtures/training.json" with { type: "json" };
import { constantWarmup, cosineWarmup, linearWarmup } from "./warmup.ts";

describe.each([
  ["linear", linearWarmup, 0],
  ["cosine", cosineWarmup, 0],
  ["constant", constantWarmup, 1],
] as const)("%sWarmup", (kind, makeSchedule, last) => {
  it(`gives the rates of get_${kind}_schedule_with_warmup (${golden.tool})`, () => {
    const { peak, warmupRatio, rates } = golden.schedules[kind];
    const schedule = makeSchedule({ peak, warmupRatio });
    for (const [step, rate] of rates.entries()) {
      expect(schedule.learningRate(step, rates.length)).toBeCloseTo(rate, 12);
    }
  });

  it("stays finite for one step and for no warm-up, and ends where it should", () => {
    expect(makeSchedule({ peak: 1, warmupRatio: 0 }).learningRate(0, 1)).toBe(1);
    expect(makeSchedule({ peak: 1, warmupRatio: 1 }).learningRate(0, 1)).toBe(0);
    expect(makeSchedule({ peak: 1 }).learningRate(1_000_000, 1_000_000)).toBeCloseTo(last, 12);
  });

  it("refuses rates and ratios out of range", () => {
    expect(() => makeSchedule({ peak: 0 })).toThrow(/peak 0, expected a number above 0/);
    expect(() => makeSchedule({ peak: 1, warmupRatio: 1.1 })).toThrow(/warmupRatio 1.1, expected 0 .. 1/);
  });
});
