import { describe, expect, it } from "vitest";
import { FULL_PLAN } from "./plan.ts";
import { reportOf } from "./report.ts";
import { parseResults, type Part, type Result } from "./result.ts";

const speed = (runtime: Part<"speed">["runtime"], lateSeconds: number): Part<"speed"> => ({
  ...{ part: "speed", runtime, model: "bert-12x768", length: 128, precision: "bfloat16", batchSize: 32 },
  ...{ firstStepSeconds: 9, readSeconds: 2 * lateSeconds, lateSeconds, memory: 3e9 },
});
const check: Part<"check"> = {
  ...{ part: "check", losses: [1, 1, 1], gradientNorms: [2, 2, 2], worst: 2e-6, repeats: true },
  ...{ firstStepSeconds: 12, secondFirstStepSeconds: 0.5 },
};

describe("reportOf", () => {
  it("counts tokens of the whole batch, and compares with each peer's updates of the same kind", () => {
    const text = reportOf([speed("xla", 0.032), speed("pytorch", 0.064), speed("torch.compile", 0.016)]);
    expect(text).toContain("| bert-12x768 | 128 | bfloat16 | xla | 128,000 | 64,000 | 9.0 | 3.00 |");
    expect(text).toContain("xla / pytorch 2.00, target at least 1.5: met.");
    expect(text).toContain("xla / torch.compile 0.50, target at least 1: missed.");
  });

  it("judges no ratio whose peer did not run, and says what failed", () => {
    const failed: Result = { part: "failed", what: "torch.compile", reason: "no compiler" };
    const text = reportOf([speed("xla", 0.032), failed]);
    expect(text).not.toContain("target");
    expect(text).toContain("**Failed: torch.compile.** no compiler");
  });

  it.each([
    [{ worst: 2e-6 }, "met: at most 2.0e-6 off"],
    [{ worst: 2e-3 }, "**missed**: at most 2.0e-3 off"],
    [{ repeats: false }, "gave **other bytes**"],
  ])("says of the check with %j: %s", (found, words) => {
    expect(reportOf([{ ...check, ...found }])).toContain(words);
  });

  it.each([
    [FULL_PLAN.epochPairs, "4.5 s, target at most 5: met; and 25.5 s of compiling 2 programs"],
    [64, "4.5 s; and 25.5 s of compiling 2 programs"],
  ])("takes compiling out of an epoch's seconds, and judges a whole one: %i pairs", (pairs, words) => {
    const epoch = { part: "epoch", pairs, updates: 2, programs: 2, seconds: 30, compileSeconds: 25.5 } as const;
    expect(reportOf([{ ...epoch, firstLoss: 1.5, lastLoss: 0.5 }])).toContain(words);
  });
});

it("reads lines of JSON, and refuses one that is no result", () => {
  expect(parseResults(`${JSON.stringify(check)}\n${JSON.stringify(speed("xla", 1))}\n`)).toHaveLength(2);
  expect(() => parseResults('{"part":"speed"}\n')).toThrow();
});
