import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { problemsError } from "@dalmeum/contracts";
import { insideRoot } from "@dalmeum/data";
import { dataFiles } from "./data-files.ts";
import { parseReference } from "./experiment-reference.ts";
import { expectExperiment, type LoadedExperiment } from "./load-experiment.ts";
import { copyProblems } from "../workspace/copy-problems.ts";
import { packageFolderOf, readManifest } from "../workspace/package-manifest.ts";

/**
 * Check that an experiment's package.json is its own, and names the packages whose files it reads, and the experiments that it
 * blends or starts from; else turbo would not train again when they change. What a model fetches is pinned in experiment.ts, which turbo watches.
 * @throws UserError saying which line to add.
 */
export async function checkDependencies(loaded: LoadedExperiment): Promise<void> {
  const { root, name, folder } = loaded;
  const { dependencies } = readManifest(folder);
  const problems = new Set<string>(copyProblems(root, `experiments/${name}`));
  const owners = new Set<string>();
  for (const file of await ownFiles(loaded)) {
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
    if (owner === folder) continue;
    owners.add(owner);
    const dependency = readManifest(owner).name;
    if (!(dependency in dependencies)) {
      problems.add(`reads ${file}; add "${dependency}": "workspace:*" to dependencies, then run npx pnpm install`);
    }
  }
  for (const owner of owners) {
    const read = relative(root, owner).replaceAll(sep, "/");
    for (const problem of copyProblems(root, read))
      problems.add(`reads ${read}, whose package.json is a copy: ${problem}`);
  }
  for (const { verb, other } of otherExperiments(loaded)) {
    const dependency = readManifest(join(root, "experiments", other)).name;
    if (!(dependency in dependencies)) {
      problems.add(`${verb} ${other}; add "${dependency}": "workspace:*" to dependencies, then run npx pnpm install`);
    }
  }
  if (problems.size > 0) throw problemsError(`experiments/${name}/package.json`, [...problems]);
}

/** What an experiment reads itself; an ensemble reads what its members predicted, and whose weights a model starts from names its files. */
async function ownFiles(loaded: LoadedExperiment): Promise<readonly string[]> {
  const { root, experiment, origin } = loaded;
  if (experiment.kind === "ensemble") return [];
  const files = await dataFiles(loaded);
  if (experiment.kind !== "training" || experiment.model.fetch !== undefined || origin !== undefined) return files;
  return [...files, ...experiment.model.files(root).map((file) => file.name)];
}

/** Experiments that are trained before this one, and what this one does with them. */
function otherExperiments({ root, experiment, origin }: LoadedExperiment) {
  if (origin !== undefined) return [{ verb: "starts from", other: origin.name }];
  if (experiment.kind !== "ensemble") return [];
  const names = new Set(experiment.members.map((member) => parseReference(member).name));
  return [...names].map((name) => ({ verb: "blends", other: expectExperiment(root, name) }));
}
