import { writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { endingAtSignals, UserError } from "@dalmeum/contracts";
import { insideRoot } from "@dalmeum/data";
import { expectTraining, findWorkspaceRoot, loadExperiment } from "@dalmeum/experiments";
import { createFolder } from "@dalmeum/files";
import { fetchModel, loadData } from "@dalmeum/runs";
import { augmentedPairs, loadPrepared } from "@dalmeum/runs/training";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";

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
  const loaded = expectTraining(await loadExperiment(root, name));
  const { experiment } = loaded;
  const { model } = experiment;
  const trim = model.trim?.bind(model);
  if (trim === undefined) {
    throw new UserError(`experiments/${name}/experiment.ts: ${model.name} has no vocabulary to trim`);
  }
  await fetchModel(loaded, reporter, this.signal);
  const folder = insideRoot(root, relative(root, resolve(this.cwd, output)));
  const dataset = await loadData(loaded);
  const { train, dev, test } = dataset;
  const prepared = await loadPrepared(loaded, dataset);
  const trained = experiment.seeds.flatMap((seed) => augmentedPairs(experiment, train, prepared, seed));
  const pairs = [...train, ...trained, ...dev, ...test];
  const trimmed = await createFolder(folder, (staging) => {
    const result = endingAtSignals(() => trim(root, pairs, staging));
    writePackage(staging, basename(folder));
    return result;
  });
  reporter.result({ output, ...trimmed }, [
    `${output}: ${trimmed.after.toLocaleString("en")} of ${trimmed.before.toLocaleString("en")} tokens; ` +
      `put it into experiment.ts as checkpoint, and "@dalmeum/${basename(folder)}": "workspace:*" into package.json`,
  ]);
}

/** A checkpoint is a package of the workspace, so that turbo sees it change. */
function writePackage(folder: string, name: string): void {
  const manifest = { name: `@dalmeum/${name}`, version: "0.0.0", private: true };
  const files = { "package.json": manifest, "turbo.json": { extends: ["//"], tags: ["asset"] } };
  for (const [file, content] of Object.entries(files)) {
    writeFileSync(join(folder, file), `${JSON.stringify(content, null, 2)}\n`);
  }
}
