import { workspacePackages } from "@dalmeum/experiments";
import { isPlaceholder, readOwners } from "@dalmeum/owners";

/** Folders of packages and apps that nobody has taken, relative to the workspace root. */
export function freePackages(root: string): readonly string[] {
  const owners = readOwners(root);
  return workspacePackages(root)
    .map(({ folder }) => folder)
    .filter((folder) => /^(apps|packages)\//.test(folder))
    .filter((folder) => owners.ruleOf(`${folder}/`)?.owners.some((owner) => !isPlaceholder(owner)) !== true);
}
