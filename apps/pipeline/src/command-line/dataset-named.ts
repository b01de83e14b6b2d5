import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { suggest } from "@dalmeum/experiments";

/** Datasets of the workspace, as the command line names them. */
export function datasetFolders(root: string): readonly string[] {
  const parent = join(root, "datasets");
  if (!existsSync(parent)) return [];
  const folders = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => `datasets/${name}`).toSorted();
}

/**
 * The folder of a dataset, absolute: named by a path, or by its name alone.
 * @throws UserError with those that there are.
 */
export function datasetNamed(root: string, cwd: string, text: string): string {
  const places = [resolve(cwd, text), resolve(root, text), join(root, "datasets", text)];
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  const folders = datasetFolders(root);
  const there =
    folders.length === 0 ? "`npx dalmeum new dataset <name>` makes one" : `There are: ${folders.join(", ")}`;
  throw new UserError(`found no folder ${text}.${suggest(`datasets/${text}`, folders)} ${there}`);
}
