import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ifThere } from "@dalmeum/files";

/** What a board is read from and that changes while teams work; a training's own progress is looked at apart. */
const PLACES = [
  ["experiments", "*", "experiment.ts"],
  ["experiments", "*", "runs", "*"],
  ["experiments", "*", "runs", "*", "run.json"],
  ["experiments", "*", "runs", "*", "work", "*", "*", "run.json"],
  ["experiments", "*", "*", "manifest.json"],
  ["submissions", "*", "added.json"],
  ["submissions", "*", "scores", "*"],
  ["submissions", "budget.json"],
  [".github", "CODEOWNERS"],
  [".git", "logs", "HEAD"],
] as const;

/** Equal where nothing has changed that a board is read from: paths, sizes and times of its files. */
export function fingerprint(root: string): string {
  return PLACES.flatMap((place) => filesAt(root, place)).join("\n");
}

function filesAt(folder: string, [name = "", ...rest]: readonly string[]): readonly string[] {
  const names = name === "*" ? (ifThere(() => namesIn(folder, rest.length > 0)) ?? []) : [name];
  return names.flatMap((each) => {
    const path = join(folder, each);
    if (rest.length > 0) return filesAt(path, rest);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return [];
    // A folder's time changes with each temporary file in it.
    return [stat.isDirectory() ? path : `${path} ${stat.size} ${stat.mtimeMs}`];
  });
}

function namesIn(folder: string, foldersAlone: boolean): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith(".") && (entry.isDirectory() || !foldersAlone))
    .map((entry) => entry.name);
}
