import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import type { Change } from "./change.ts";

/** A change as `npm run format` would leave it: where lines break depends on the names in them. */
export async function formatted(root: string, change: Change): Promise<Change> {
  const filepath = join(root, change.path);
  return { ...change, text: await format(change.text, { ...(await resolveConfig(filepath)), filepath }) };
}
