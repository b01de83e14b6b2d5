import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "@dalmeum/files";
import { onTestFinished } from "vitest";
import { type FinishedRun, RUN_FILES, runFolder, runIdentity, type RunInputs } from "../src/index.ts";
import { writeRunRecord } from "../src/record/record-file.ts";

const AT = "2026-01-01T00:00:00.000Z";
const interval = { estimate: 0.5, low: 0.4, high: 0.6, level: 0.95 };

export const inputs: RunInputs = {
  options: { epochs: 3 },
  data: {},
  checkpoint: {},
  code: { hash: "0".repeat(64), packages: {}, environment: {} },
  engine: { name: "none", precision: "none", versions: {} },
};

/** A run as it lies in a clone of a workspace. */
export interface MadeRun {
  readonly folder: string;
  readonly record: FinishedRun;
}

export const contents = {
  [RUN_FILES.dev]: "id,prediction\na,1\n",
  [RUN_FILES.metrics]: "",
  [RUN_FILES.weights]: "weights ".repeat(1000),
};

/** experiments/one of a workspace of its own, which is removed when the test ends. */
export function createExperiment(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "runs-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const folder = join(root, "experiments/one");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A finished run of an experiment, with files of these contents. */
export function makeRun(
  experimentFolder: string,
  files: Readonly<Record<string, string>> = contents,
  changes: Partial<FinishedRun> = {},
): MadeRun {
  const identity = runIdentity(inputs, { seed: 1 });
  const folder = runFolder(experimentFolder, { seed: 1 }, identity);
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const record: FinishedRun = {
    status: "finished",
    experiment: "one",
    settings: {},
    seed: 1,
    identity,
    inputs,
    commit: "unknown",
    machine: { host: "host", platform: "linux x64", cpu: "cpu", cores: 2, node: "v22.0.0" },
    startedAt: AT,
    result: {
      finishedAt: AT,
      dev: { pairs: 2, pearson: interval, spearman: interval },
      trainPairs: 8,
      seconds: { training: 1, prediction: 1 },
      trainingPairsPerSecond: 8,
      peakMemoryMegabytes: 100,
      files: Object.fromEntries(Object.entries(files).map(([name, content]) => [name, sha256(content)])),
    },
    ...changes,
  };
  writeRunRecord(join(folder, "run.json"), record);
  return { folder, record };
}

/** Every file below a folder, by its path. */
export function filesBelow(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).toSorted();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}
