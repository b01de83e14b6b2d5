import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { suggest } from "@dalmeum/experiments";

/**
 * What somebody means by the name of an experiment, or by the path of its folder or of a file in it: `baseline`,
 * `experiments/baseline/`, `../baseline:alpha=0.3`. Settings stay as they are.
 * @returns the text itself where it is no such path, for whoever knows what there is.
 */
export function experimentNamed(root: string, cwd: string, text: string): string {
  const [path = "", ...settings] = text.split(":");
  const isPath = path === "." || path === ".." || path.includes("/") || path.includes(sep);
  const name = isPath ? childNamed(root, "experiments", cwd, path) : undefined;
  return name === undefined ? text : [name, ...settings].join(":");
}

/**
 * The folder of a dataset, absolute: named by itself, or by a path.
 * @throws UserError with those that there are.
 */
export function datasetNamed(root: string, cwd: string, text: string): string {
  const places = [resolve(cwd, text), resolve(root, text), join(root, "datasets", text)];
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  const parent = join(root, "datasets");
  const names = existsSync(parent) ? readdirSync(parent).map((name) => `datasets/${name}`) : [];
  const there = names.length === 0 ? "`npx dalmeum new dataset <name>` makes one" : `There are: ${names.join(", ")}`;
  throw new UserError(`found no folder ${text}.${suggest(`datasets/${text}`, names)} ${there}`);
}

/** The name of the folder below `<root>/<parent>` that a path is, or is in. */
function childNamed(root: string, parent: string, cwd: string, path: string): string | undefined {
  for (const from of [cwd, root]) {
    const [first, name] = relative(root, resolve(from, path)).split(sep);
    if (first === parent && name !== undefined && existsSync(join(root, parent, name))) return name;
  }
  return undefined;
}
