import { isAbsolute, join, relative, sep } from "node:path";
import { UserError } from "@dalmeum/contracts";

/**
 * An absolute path for one that is relative to the workspace root.
 * @throws UserError where it leaves the root.
 */
export function insideRoot(root: string, path: string): string {
  const absolute = join(root, path);
  const inside = relative(root, absolute);
  if (isAbsolute(path) || inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw new UserError(`found path "${path}", expected one inside the workspace, relative to its root`);
  }
  return absolute;
}
