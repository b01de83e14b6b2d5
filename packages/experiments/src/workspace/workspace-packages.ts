import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readManifest } from "./package-manifest.ts";

/** Folders whose folders are packages, as pnpm-workspace.yaml has it. */
const PARENTS = ["apps", "checkpoints", "datasets", "experiments", "packages"];

export interface WorkspacePackage {
  /** As package.json has it; "" where it has none. */
  readonly name: string;
  /** Relative to the workspace root, with slashes. */
  readonly folder: string;
}

/**
 * Every package of the workspace, sorted by folder.
 * @throws UserError where a package.json is none.
 */
export function workspacePackages(root: string): readonly WorkspacePackage[] {
  return PARENTS.filter((parent) => existsSync(join(root, parent))).flatMap((parent) =>
    readdirSync(join(root, parent))
      .toSorted()
      .map((name) => `${parent}/${name}`)
      .filter((folder) => existsSync(join(root, folder, "package.json")))
      .map((folder) => ({ name: readManifest(join(root, folder)).name, folder })),
  );
}
