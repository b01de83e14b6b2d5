import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { workspaceRoot, writeWorkspace } from "@dalmeum/testing";
import { onTestFinished } from "vitest";

const experiment = `import { competitionCsv } from "@dalmeum/data";
import { defineExperiment } from "@dalmeum/experiments";
import { maeLoss } from "@dalmeum/losses";
import { biEncoder, cosine } from "@dalmeum/models";
import { adamw, linearWarmup, trackDev } from "@dalmeum/training";
import { weightedSum } from "@dalmeum/losses";

export default defineExperiment({
  hypothesis: "It goes on for longer than a test waits <b>",
  data: competitionCsv({ folder: "datasets/tiny" }),
  leakage: "keep",
  model: biEncoder({ checkpoint: "checkpoints/tiny", pooling: "mean", heads: { similarity: cosine({ scale: 5 }) } }),
  objective: weightedSum([[1, maeLoss()]]),
  optimizer: adamw(),
  schedule: linearWarmup({ peak: 1e-3 }),
  hooks: [trackDev({ everySteps: 10 })],
  epochs: 100_000,
  batchSize: 4,
  maxLength: 32,
  seeds: [1],
});
`;

const manifest = (name: string, dependencies: Readonly<Record<string, string>> = {}): string =>
  JSON.stringify({ name, version: "0.0.0", type: "module", dependencies });

/** A workspace with one experiment, `tiny`, that trains for hours; removed when the test ends. */
export function writeTrainingWorkspace(): string {
  return writeWorkspace({ tiny: experiment }, ["data", "experiments", "losses", "models", "training"], {
    "datasets/tiny/package.json": manifest("@test/tiny-data"),
    "checkpoints/tiny/package.json": manifest("@test/tiny-checkpoint"),
    "experiments/tiny/package.json": manifest("@test/tiny", {
      "@test/tiny-data": "workspace:*",
      "@test/tiny-checkpoint": "workspace:*",
    }),
  });
}

/** Train it in a process of its own, which is killed when the test ends. */
export function startTraining(root: string): ChildProcess {
  const bin = join(workspaceRoot, "apps/pipeline/bin/dalmeum.mjs");
  const child = spawn(process.execPath, [bin, "train", "tiny", "--engine", "onnxruntime"], {
    cwd: root,
    stdio: "ignore",
  });
  onTestFinished(async () => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await gone;
  });
  return child;
}
