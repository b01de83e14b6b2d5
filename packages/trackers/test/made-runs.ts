import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Lease, takeLease } from "@dalmeum/leases";
import {
  type FinishedRun,
  RECORD,
  RUN_FILES,
  runFolder,
  runIdentity,
  type RunInputs,
  type RunKey,
} from "@dalmeum/runs";
import { writeWorkspace } from "@dalmeum/testing";
import { createRunReader, type TrackedRun } from "../src/index.ts";

/** What the data has, and no tracker may be told. */
export const SENTENCE = "아무도 모르는 문장";

export const BEGAN = Date.UTC(2026, 0, 1);
const after = (seconds: number): string => new Date(BEGAN + 1000 * seconds).toISOString();
const interval = (estimate: number) => ({ estimate, low: estimate - 0.05, high: estimate + 0.05, level: 0.95 });
const metrics = (pearson: number | null) => ({
  pairs: 40,
  pearson: pearson === null ? { estimate: null, low: null, high: null, level: 0.95 } : interval(pearson),
  spearman: interval(0.7),
});

export const OPTIONS = {
  settings: { alpha: 0.5 },
  model: { name: "biEncoder", options: { pooling: "mean" } },
  objective: { name: "weightedSum", options: { terms: [{ weight: 0.5, loss: { name: "maeLoss", options: {} } }] } },
  hooks: [],
};

/** A workspace with experiments `one` and `two`, removed when the test ends. */
export const createWorkspace = (): string =>
  writeWorkspace({ one: "export {};\n", two: "export {};\n" }, [], {
    ".github/CODEOWNERS": "* @dalmeum/team\n/experiments/one/ @mina\n",
  });

/** What a run is made of; by default it has trained for 100 s on 40 updates. */
export interface MadeRun {
  readonly experiment?: string;
  readonly key?: RunKey;
  readonly options?: RunInputs["options"];
}

function startOf({ experiment = "one", key = { seed: 1 }, options = OPTIONS }: MadeRun) {
  const inputs: RunInputs = {
    options,
    data: {},
    checkpoint: {},
    code: { hash: "0".repeat(64), packages: {}, environment: {} },
    engine: { name: "onnxruntime", precision: "float32", versions: {} },
  };
  return {
    ...{ experiment, hypothesis: "It is better", settings: { alpha: 0.5 }, ...key, inputs },
    identity: runIdentity(inputs, key),
    commit: { hash: "c0ffee", dirty: true },
    machine: { host: "gpu-1", platform: "linux x64", cpu: "cpu", cores: 2, node: "v22.0.0" },
    startedAt: after(0),
  };
}

const write = (folder: string, record: object): void => {
  writeFileSync(join(folder, RECORD), JSON.stringify({ format: 2, ...record }));
};

const folderOf = (root: string, made: MadeRun): string => {
  const { experiment, identity } = startOf(made);
  return runFolder(join(root, "experiments", experiment), made.key ?? { seed: 1 }, identity);
};

const losses = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => {
    const step = from + index;
    return `${JSON.stringify({ step, totalSteps: 40, epoch: 1, epochs: 1, loss: 1 / step, pairs: 4 })}\n`;
  }).join("");

/** A finished run, of as many updates. */
export function finishRun(root: string, made: MadeRun = {}, updates = 40): void {
  const folder = folderOf(root, made);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const dev = '{"step":20,"devPearson":0.7}\n{"step":30,"devPearson":null}\n{"step":40,"devPearson":0.8}\n';
  writeFileSync(join(folder, RUN_FILES.metrics), losses(1, updates) + dev);
  writeFileSync(join(folder, RUN_FILES.dev), `id,sentence,prediction\na,${SENTENCE},1\n`);
  const result: FinishedRun["result"] = {
    finishedAt: after(110),
    ...{ dev: metrics(0.8), heldOut: metrics(null), trainPairs: 160, peakMemoryMegabytes: 900 },
    ...{ seconds: { training: 100, prediction: 10 }, trainingPairsPerSecond: 16, files: {} },
  };
  write(folder, { ...startOf(made), status: "finished", result });
}

/** A run that this process trains. */
export interface TrainingRun extends Lease {
  /** Write the metrics of updates. */
  train(from: number, to: number): void;
  /** Write why it ended. */
  fail(reason: string): void;
}

export async function beginRun(root: string, made: MadeRun = {}): Promise<TrainingRun> {
  const lease = await takeLease(folderOf(root, made));
  write(lease.work, { ...startOf(made), status: "running" });
  return {
    ...lease,
    train: (from, to) => {
      appendFileSync(join(lease.work, RUN_FILES.metrics), losses(from, to));
    },
    fail: (reason) => {
      write(lease.work, { ...startOf(made), status: "failed", reason });
    },
  };
}

/** Every run of a workspace, as trackers are told. */
export const readAll = (root: string): readonly TrackedRun[] => [...createRunReader(root, []).read()];
