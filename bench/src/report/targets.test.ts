import { describe, expect, it } from "vitest";
import type { Measured } from "../measurement.ts";
import type { Batching, Job } from "../report.ts";
import { on, OURS, PLANTED_FIELD, STUDIED } from "../race/names.ts";
import { judge } from "./targets.ts";

const report = { job: "unavailable", reason: "not run" } as const;
const one = (
  job: Job,
  subject: string,
  repeat: number,
  figures: Measured["figures"],
  batching: Batching = "like-length",
): Measured => ({ job, subject, batching, repeat, figures, report });

describe("judge", () => {
  it("divides within a repeat and judges the median", () => {
    const measured = [
      ...[100, 50, 100].map((value, index) => one("steps", "pytorch-float32", index + 1, { "padded tokens/s": value })),
      ...[150, 60, 130].map((value, index) =>
        one("steps", "openvino-float32", index + 1, { "padded tokens/s": value }),
      ),
    ];
    expect(judge(measured)).toMatchObject([{ values: [1.5, 1.2, 1.3], median: 1.3, met: false }]);
  });

  it("divides durations the other way round, by PyTorch's random batches", () => {
    const measured = [
      one("epoch", "pytorch-float32", 1, { seconds: 200 }),
      one("epoch", "pytorch-float32", 1, { seconds: 400 }, "random"),
      one("epoch", "openvino-float32", 1, { seconds: 80 }),
    ];
    expect(judge(measured)).toMatchObject([{ median: 5, met: true }]);
  });

  it("judges a figure alone where there is no peer to it, and nothing where the peer was not measured", () => {
    const measured = [
      one("first-step", "openvino-float32", 1, { seconds: 9 }),
      one("predict", "openvino-float32", 1, { "pairs/s": 9 }),
    ];
    expect(judge(measured)).toMatchObject([{ target: { job: "first-step" }, median: 9, met: false }]);
  });

  it("holds XLA against onnxruntime", () => {
    const measured = [
      one("steps", "onnxruntime-float32", 1, { "padded tokens/s": 1000 }),
      one("steps", "xla-float32", 1, { "padded tokens/s": 940 }),
    ];
    expect(judge(measured)).toMatchObject([{ target: { ours: "xla-float32" }, median: 0.94, met: false }]);
  });
});

it("holds races, which have neither repeats of subjects nor batches, against their bounds", () => {
  const measured: Measured[] = [
    { job: "race", subject: on(PLANTED_FIELD, OURS), repeat: 1, figures: { "losers dropped, %": 99 } },
    { job: "race", subject: on(PLANTED_FIELD, "a peer"), repeat: 1, figures: { "losers dropped, %": 9 } },
    { job: "replay", subject: STUDIED, repeat: 1, figures: { "most runs, %": 60 } },
  ];
  expect(judge(measured)).toMatchObject([
    { target: { job: "race" }, values: [99], met: true },
    { target: { job: "replay" }, values: [60], met: false },
  ]);
});
