import { existsSync } from "node:fs";
import { problemsError } from "@dalmeum/contracts";
import { insideRoot } from "@dalmeum/data";
import { dataFiles } from "./data-files.ts";
import type { LoadedExperiment } from "./load-experiment.ts";
import { packageFolderOf, readManifest } from "./package-manifest.ts";

/**
 * Check that an experiment's package.json names the dataset and checkpoint packages whose files it reads; else turbo
 * would not train again when they change. What a model fetches is pinned in experiment.ts, which turbo watches.
 * @throws UserError saying which line to add.
 */
export function checkDependencies({ root, name, folder, experiment }: LoadedExperiment): void {
  const { dependencies } = readManifest(folder);
  const { model } = experiment;
  const modelFiles = model.fetch === undefined ? model.files(root).map((file) => file.name) : [];
  const problems = new Set<string>();
  for (const file of [...dataFiles(experiment), ...modelFiles]) {
    const path = insideRoot(root, file);
    if (!existsSync(path)) {
      problems.add(`reads ${file}, which is not there; check the folder's name`);
      continue;
    }
    const owner = packageFolderOf(root, path);
    if (owner === undefined) {
      problems.add(`reads ${file}, which is in no workspace package; put a package.json beside it`);
      continue;
    }
    const dependency = readManifest(owner).name;
    if (!(dependency in dependencies)) {
      problems.add(`reads ${file}; add "${dependency}": "workspace:*" to dependencies, then run pnpm install`);
    }
  }
  if (problems.size > 0) throw problemsError(`experiments/${name}/package.json`, [...problems]);
}
