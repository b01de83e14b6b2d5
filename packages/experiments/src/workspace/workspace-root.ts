import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UserError } from "@dalmeum/contracts";

const MARKER = "pnpm-workspace.yaml";

/**
 * The workspace root: the first folder from `cwd` upward that has a pnpm-workspace.yaml.
 * @throws UserError where none has.
 */
export function findWorkspaceRoot(cwd: string): string {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, MARKER))) return folder;
    if (dirname(folder) === folder) {
      throw new UserError(`${resolve(cwd)}: found no ${MARKER} here or above; run npx dalmeum inside the workspace`);
    }
  }
}
