import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { onTestFinished } from "vitest";

const HEADER = "id,source,sentence_1,sentence_2";
const SENTENCES = ["나는 사과를 먹는다.", "너는 배를 먹었다.", "비가 온다.", "나는 배를 먹는다."];
const PACKAGES = [
  ...["contracts", "experiments", "data", "models", "losses", "training", "augmentation"],
  ...["baselines", "ensembling"],
];

/** Pairs of a split, every second one similar. */
function rows(prefix: string, length: number, scored: boolean): string {
  const lines = Array.from({ length }, (_, index) => {
    const [first, second] = [SENTENCES[index % 4], SENTENCES[(index * 3 + 1) % 4]];
    const score = (index * 7) % 6;
    return `${prefix}${index},test,${first},${second}${scored ? `,${score}.0,${score >= 3 ? 1 : 0}` : ""}`;
  });
  return [`${HEADER}${scored ? ",label,binary-label" : ""}`, ...lines, ""].join("\n");
}

export const dataFiles = {
  "datasets/tiny/train.csv": rows("train-", 8, true),
  "datasets/tiny/dev.csv": rows("dev-", 6, true),
  "datasets/tiny/test.csv": rows("test-", 5, false),
};

export const experimentSource = `import { defineExperiment } from "@dalmeum/experiments";
import { swapSentences } from "@dalmeum/augmentation";
import { competitionCsv } from "@dalmeum/data";
import { maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { biEncoder, cosine } from "@dalmeum/models";
import { adamw, linearWarmup } from "@dalmeum/training";

export default defineExperiment({
  hypothesis: "It runs",
  data: competitionCsv({ folder: "datasets/tiny" }),
  leakage: "keep",
  augmentation: [swapSentences({ probability: 0.5 })],
  model: biEncoder({ checkpoint: "checkpoints/tiny", pooling: "mean", heads: { similarity: cosine({ scale: 5 }) } }),
  objective: weightedSum([[0.5, pearsonLoss()], [0.5, maeLoss()]]),
  optimizer: adamw(),
  schedule: linearWarmup({ peak: 1e-3 }),
  epochs: 2,
  batchSize: 4,
  maxLength: 32,
  seeds: [1, 2],
});
`;

/** The same with parameters. */
export const parameterisedSource = experimentSource
  .replace("{ defineExperiment }", "{ defineExperiment, withParameters }")
  .replace(
    "export default",
    'import { z } from "zod";\n\nconst parameters = {\n  alpha: z.number().min(0).max(1).default(0.5),\n  batchSize: z.int().default(4),\n  pooling: z.enum(["mean", "first"]).default("mean"),\n};\n\nexport default withParameters(parameters, ({ alpha, batchSize, pooling }) =>',
  )
  .replace(/\}\);\n$/, "}));\n")
  .replace("[0.5, pearsonLoss()], [0.5, maeLoss()]", "[1 - alpha, pearsonLoss()], [alpha, maeLoss()]")
  .replace("batchSize: 4", "batchSize")
  .replace('pooling: "mean",', "pooling,")
  .replace("[1, 2]", "[1]");

const manifest = (name: string, dependencies: Readonly<Record<string, string>> = {}): string =>
  JSON.stringify({ name, version: "0.0.0", type: "module", dependencies });

/** package.json of experiments/<name>: every package, the data, the checkpoint, and experiments that it blends. */
export function experimentManifest(name: string, members: readonly string[] = []): string {
  const names = ["tiny-data", "tiny-checkpoint", ...members].map((each) => `@test/${each}`);
  const dependencies = [...PACKAGES.map((each) => `@dalmeum/${each}`), ...names];
  return manifest(`@test/${name}`, {
    ...Object.fromEntries(dependencies.map((each) => [each, "workspace:*"])),
    zod: "catalog:",
  });
}

/**
 * A workspace with an experiment, `tiny`, and those that are given, removed when the test ends.
 * @param files by their paths, in place of those that are there by default.
 * @param encoder folder whose config.json and model.safetensors stand in place of the tiny BERT's.
 */
export function createWorkspace(files?: Readonly<Record<string, string>>, encoder?: string): string {
  const root = makeWorkspace(files, encoder);
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  return root;
}

/** A copy of a workspace, links as they are; removed when the test ends. */
export function copyWorkspace(template: string): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "pipeline-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  cpSync(template, root, { recursive: true, verbatimSymlinks: true });
  return root;
}

/** The same, to be removed by whoever makes it: several tests may share it. */
export function makeWorkspace(files: Readonly<Record<string, string>> = {}, encoder?: string): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "pipeline-")));
  const all = {
    "pnpm-workspace.yaml": "packages: []\n",
    "datasets/tiny/package.json": manifest("@test/tiny-data"),
    "checkpoints/tiny/package.json": manifest("@test/tiny-checkpoint"),
    ...dataFiles,
    "experiments/tiny/package.json": experimentManifest("tiny"),
    "experiments/tiny/experiment.ts": experimentSource,
    ...files,
  };
  const experiments = [...new Set(Object.keys(all).flatMap((file) => /^experiments\/([^/]+)\//.exec(file)?.[1] ?? []))];
  cpSync(join(workspaceRoot, tinyCheckpoint), join(root, "checkpoints/tiny"), { recursive: true });
  if (encoder !== undefined) {
    for (const file of ["config.json", "model.safetensors"])
      cpSync(join(encoder, file), join(root, "checkpoints/tiny", file));
  }
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  const link = (target: string, path: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path);
  };
  for (const experiment of experiments) {
    const modules = join(root, "experiments", experiment, "node_modules");
    for (const name of PACKAGES) {
      link(join(workspaceRoot, "packages", name), join(modules, "@dalmeum", name));
    }
    link(realpathSync(fileURLToPath(new URL("../node_modules/zod", import.meta.url))), join(modules, "zod"));
    link(join(root, "datasets/tiny"), join(modules, "@test/tiny-data"));
    link(join(root, "checkpoints/tiny"), join(modules, "@test/tiny-checkpoint"));
    for (const other of experiments) link(join(root, "experiments", other), join(modules, "@test", other));
  }
  return root;
}
