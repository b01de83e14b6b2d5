import { join, resolve } from "node:path";

/**
 * Where `npx dalmeum runtime install` puts what it unpacks, absolute: the workspace's runtimes/, or what DALMEUM_RUNTIMES names, which
 * several workspaces of a machine share.
 */
export function runtimesFolder(root: string): string {
  const named = process.env.DALMEUM_RUNTIMES?.trim();
  return named ? resolve(root, named) : join(root, "runtimes");
}
