import { describe, expect, it } from "vitest";
import { figuresOf, measurementsOf, median } from "./measurement.ts";

const common = { versions: {}, peakMemoryMegabytes: 500 };

describe("measurementsOf", () => {
  it("measures PyTorch's epoch with random batches too, in float32 alone", () => {
    const subjects = [
      { runtime: "pytorch", precision: "float32" },
      { runtime: "pytorch", precision: "bfloat16" },
    ] as const;
    expect(measurementsOf(["epoch"], subjects).map(({ batching }) => batching)).toEqual([
      "like-length",
      "random",
      "like-length",
    ]);
  });
});

describe("figuresOf", () => {
  it("divides tokens by the measured seconds", () => {
    const tokens = { paddedTokens: 400, realTokens: 300, losses: [1, 1] };
    const figures = figuresOf({ job: "steps", ...common, ...tokens, stepSeconds: [1, 3] }, 0);
    expect(figures).toEqual({
      "padded tokens/s": 100,
      "real tokens/s": 75,
      "median step, s": 2,
      "peak memory, MB": 500,
    });
  });

  it("compares an engine that packs tokens with itself", () => {
    const tokens = { realTokens: 300, tokens: 310, tokensPadded: 400 };
    const figures = figuresOf({ job: "packing", ...common, ...tokens, seconds: 3, secondsPadded: 4 }, 0);
    expect(figures).toMatchObject({ "real tokens/processor second": 100, "times as fast": 4 / 3 });
    const subjects = (["pytorch", "onnxruntime", "xla"] as const).map(
      (runtime) => ({ runtime, precision: "float32" }) as const,
    );
    expect(measurementsOf(["packing"], subjects).map(({ subject }) => subject.runtime)).toEqual(["onnxruntime"]);
  });

  it("counts the first step from the start of the process", () => {
    expect(figuresOf({ job: "first-step", ...common, finishedAt: 9000 }, 2000)).toMatchObject({ seconds: 7 });
  });
});

describe("median", () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[], NaN],
  ])("of %j is %d", (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});
