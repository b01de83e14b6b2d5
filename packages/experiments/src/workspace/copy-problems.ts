import { basename, join } from "node:path";
import { readManifest } from "./package-manifest.ts";
import { workspacePackages } from "./workspace-packages.ts";

/** What turbo runs for an experiment. */
const SCRIPTS = ["train", "submit"];
const COMMAND = /\bdalmeum (?:train|submit) ([^\s:]+)/;

/**
 * What a package.json has that was copied with an experiment or a dataset and not changed: turbo knows packages by their
 * names, and runs their scripts.
 * @param folder relative to the workspace root, e.g. experiments/baseline.
 */
export function copyProblems(root: string, folder: string): readonly string[] {
  const own = readManifest(join(root, folder));
  const kind = folder.startsWith("experiments/") ? "experiment-" : "";
  const others = workspacePackages(root).filter((each) => each.name === own.name && each.folder !== folder);
  const named = others.map(
    (other) =>
      `its name, "${own.name}", is that of ${other.folder} too; make it "@dalmeum/${kind}${basename(folder)}", then run npx pnpm install`,
  );
  const scripts = SCRIPTS.flatMap((script) => {
    const trained = COMMAND.exec(own.scripts[script] ?? "")?.[1];
    if (trained === undefined || trained === basename(folder)) return [];
    return [`its script ${script} is of ${trained}; make it \`dalmeum ${script} ${basename(folder)}\``];
  });
  return own.name === "" ? scripts : [...named, ...scripts];
}
