import { existsSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { insideRoot } from "@dalmeum/data";
import { loadExperiment } from "../experiments/load-experiment.ts";
import { findWorkspaceRoot } from "../experiments/workspace-root.ts";
import { fetchModel } from "../runs/fetch-model.ts";
import { augmentedPairs, loadData } from "../runs/load-parts.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "./context.ts";

export interface CheckpointTrimFlags extends CommonFlags {
  readonly output: string;
}

/** Write an experiment's checkpoint anew, with the tokens that its pairs need: all files, augmented for every seed. */
export async function checkpointTrim(
  this: Context,
  { output, json }: CheckpointTrimFlags,
  name: string,
): Promise<void> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const loaded = await loadExperiment(root, name);
  const { experiment } = loaded;
  if (experiment.model.trim === undefined) {
    throw new UserError(`experiments/${name}/experiment.ts: ${experiment.model.name} has no vocabulary to trim`);
  }
  await fetchModel(loaded, reporter, this.signal);
  const folder = insideRoot(root, relative(root, resolve(this.cwd, output)));
  const { train, dev, test } = loadData(loaded);
  const trained = experiment.seeds.flatMap((seed) => augmentedPairs(experiment, train, seed));
  const pairs = [...train, ...trained, ...dev, ...test];
  const trimmed = experiment.model.trim(root, pairs, folder);
  writePackage(folder);
  reporter.result({ output, ...trimmed }, [
    `${output}: ${trimmed.after.toLocaleString("en")} of ${trimmed.before.toLocaleString("en")} tokens; ` +
      `put it into experiment.ts as checkpoint, and "@dalmeum/${basename(folder)}": "workspace:*" into package.json`,
  ]);
}

/** A checkpoint is a package of the workspace, so that turbo sees it change. */
function writePackage(folder: string): void {
  const manifest = { name: `@dalmeum/${basename(folder)}`, version: "0.0.0", private: true };
  const files = { "package.json": manifest, "turbo.json": { extends: ["//"], tags: ["asset"] } };
  for (const [file, content] of Object.entries(files)) {
    if (!existsSync(join(folder, file))) writeFileSync(join(folder, file), `${JSON.stringify(content, null, 2)}\n`);
  }
}
