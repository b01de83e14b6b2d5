import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A token like any. */
export const TOKEN = "0123456789abcdef0123456789abcdef";

/** Write what a holder that is gone left in a folder: its lease.json, or what stands in its stead, and its files. */
export function makeLeft(folder: string, lease: unknown, files: Readonly<Record<string, string>> = {}): string {
  const at = join(folder, "work", TOKEN);
  mkdirSync(at, { recursive: true });
  if (lease !== undefined) writeFileSync(join(at, "lease.json"), JSON.stringify(lease));
  writeFileSync(join(at, "beat"), "0000000000000007");
  for (const [name, text] of Object.entries(files)) {
    const path = join(at, `files-${TOKEN}`, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return at;
}
