import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { takeLease } from "@dalmeum/leases";
import { expect, it } from "vitest";
import { runFolder, runIdentity, runInProgress } from "../src/index.ts";
import { writeCheckpoint } from "../src/makers/training/checkpoint.ts";
import { logMetrics } from "../src/makers/training/metrics-log.ts";
import { writeRunRecord } from "../src/record/record-file.ts";
import { createExperiment, inputs, makeRun } from "./made-run.ts";

const BEGAN = Date.UTC(2026, 0, 1);
const identity = runIdentity(inputs, { seed: 1 });

/** A folder in which this process makes a run, with as many updates. */
async function begin(steps: number) {
  const experiment = createExperiment();
  const { record: finished } = makeRun(createExperiment());
  const folder = runFolder(experiment, { seed: 1 }, identity);
  const lease = await takeLease(folder);
  const record = (status: "running" | "failed" | "unfinished"): void => {
    const told = status === "running" ? { status } : { status, reason: "the loss is NaN" };
    const { experiment: name, settings, seed, commit, machine } = finished;
    const start = { experiment: name, settings, seed, identity, inputs, commit, machine };
    writeRunRecord(join(lease.work, "run.json"), { ...start, startedAt: new Date(BEGAN).toISOString(), ...told });
  };
  record("running");
  const progress = { epoch: 1, epochs: 2, totalSteps: 40, learningRate: 0.1, pairs: 4, gradientNorm: 1, tokens: 9 };
  for (let step = 1; step <= steps; step++) logMetrics(lease.work, { ...progress, step, loss: 1 / step });
  return { folder, lease, record };
}

/** A checkpoint after `step` updates of `seconds` together, written so many seconds after the run began; metrics at `heard`. */
function keep(
  work: string,
  { step, seconds, at, heard }: Readonly<Record<"step" | "seconds" | "at" | "heard", number>>,
): void {
  writeCheckpoint(work, identity, { snapshot: { step, values: {}, numbers: {} }, seconds });
  const timeOf = (after: number): Date => new Date(BEGAN + 1000 * after);
  utimesSync(join(work, "checkpoint.safetensors"), timeOf(at), timeOf(at));
  utimesSync(join(work, "metrics.jsonl"), timeOf(heard), timeOf(heard));
}

it("tells of a run that is being made, and of how it ended without being finished", async () => {
  const { folder, lease, record } = await begin(3);
  logMetrics(lease.work, { step: 3, devPearson: 0.5 });
  writeFileSync(join(lease.work, "metrics.jsonl"), '{"step": 4, "loss', { flag: "a" });
  const running = runInProgress(folder);
  expect(running).toMatchObject({
    state: "running",
    holder: { pid: process.pid },
    record: { seed: 1, status: "running" },
  });
  expect(running?.steps.map(({ step, totalSteps, loss }) => [step, totalSteps, loss])).toEqual([
    [1, 40, 1],
    [2, 40, 1 / 2],
    [3, 40, 1 / 3],
  ]);
  expect(running?.devScores).toEqual([{ step: 3, devPearson: 0.5 }]);
  expect(running?.secondsPerStep).toBeUndefined();
  record("failed");
  expect(runInProgress(folder)?.state).toBe("running");
  lease.release();
  expect(runInProgress(folder)).toMatchObject({ state: "failed", record: { reason: "the loss is NaN" } });
});

it.each([
  ["the steps since the last checkpoint", { step: 10, seconds: 500, at: 100, heard: 120 }, 2],
  [
    "those since the process began that goes on from an earlier one's",
    { step: 10, seconds: 500, at: -3600, heard: 30 },
    3,
  ],
  ["all up to the checkpoint, where few came after it", { step: 18, seconds: 72, at: 100, heard: 101 }, 4],
  ["none, where there is but the first, which compiled", { step: 1, seconds: 60, at: 0, heard: 0 }, undefined],
])("times a step by %s", async (_, times, expected) => {
  const { folder, lease } = await begin(20);
  keep(lease.work, times);
  expect(runInProgress(folder)?.secondsPerStep).toEqual(expected);
  lease.release();
});

it("tells nothing of a folder where nobody works, or of a run that is finished", () => {
  const { folder } = makeRun(createExperiment());
  expect(runInProgress(folder)).toBeUndefined();
});
