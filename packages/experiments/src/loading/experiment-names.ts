import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";

/** What an experiment is defined in. */
export const EXPERIMENT_FILE = "experiment.ts";

/** Names of all experiments, sorted. */
export function experimentNames(root: string): readonly string[] {
  const parent = join(root, "experiments");
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter((name) => existsSync(join(parent, name, EXPERIMENT_FILE)))
    .toSorted();
}

/**
 * What somebody means by the path of an experiment's folder or of its experiment.ts: `experiments/baseline/`, `.` in it, with
 * settings `../baseline:alpha=0.3`. Any other text is given back.
 */
export function experimentNamed(root: string, cwd: string, text: string): string {
  const [path = "", ...settings] = text.split(":");
  if (!/[/\\]|^\.\.?$/.test(path)) return text;
  for (const from of [cwd, root]) {
    const [parent, name = "", file = EXPERIMENT_FILE, ...more] = relative(root, resolve(from, path)).split(sep);
    const isExperiment = parent === "experiments" && file === EXPERIMENT_FILE && more.length === 0;
    if (isExperiment && experimentNames(root).includes(name)) return [name, ...settings].join(":");
  }
  return text;
}
