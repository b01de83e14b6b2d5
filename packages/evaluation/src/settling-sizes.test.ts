import { describe, expect, it } from "vitest";
import golden from "../fixtures/evaluation.json" with { type: "json" };
import { detectableDistance, settlingSizes } from "./settling-sizes.ts";

const { tool, variance, detectable, detectableAt90, distance, seeds } = golden.settling;

describe("detectableDistance", () => {
  it(`gives the values of ${tool}`, () => {
    expect(detectableDistance(variance, 0.95)).toBeCloseTo(detectable, 10);
    expect(detectableDistance(variance, 0.9)).toBeCloseTo(detectableAt90, 10);
  });

  it("is 0 where nothing varies", () => {
    expect(detectableDistance({ examples: 0, rows: 500, arms: [] }, 0.95)).toBe(0);
  });
});

describe("settlingSizes", () => {
  it(`gives the number of seeds of ${tool}`, () => {
    expect(settlingSizes(variance, distance, 0.95)).toEqual({ seeds, examples: null });
  });

  it("asks for examples where a thousand seeds leave too much noise: four times as many halve it", () => {
    const ofExamples = { examples: 4e-6, rows: 500, arms: [] };
    const half = detectableDistance(ofExamples, 0.95) / 2;
    expect(settlingSizes(ofExamples, half * (1 + 1e-9), 0.95)).toEqual({ seeds: null, examples: 2000 });
    expect(settlingSizes(variance, 0.001, 0.95).examples).toBeGreaterThan(500);
  });

  it("settles no distance of 0", () => {
    expect(settlingSizes(variance, 0, 0.95)).toEqual({ seeds: null, examples: null });
  });
});
