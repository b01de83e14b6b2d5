import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readJson } from "@dalmeum/files";

/** The license that a checkpoint's model card or package.json names, in lower case, as the hub writes it. */
export function checkpointLicense(folder: string): string | undefined {
  const [card, manifest] = [join(folder, "README.md"), join(folder, "package.json")];
  const named = existsSync(card) ? cardLicense(readFileSync(card, "utf8")) : undefined;
  if (named !== undefined || !existsSync(manifest)) return named;
  return readJson(manifest, z.looseObject({ license: z.string().optional() })).license?.toLowerCase();
}

/** `license:` between the lines "---" that a model card starts with. */
function cardLicense(card: string): string | undefined {
  const [, header] = /^---\r?\n([\s\S]*?)\r?\n---/.exec(card) ?? [];
  return /^license:\s*["']?([\w.-]+)/m.exec(header ?? "")?.[1]?.toLowerCase();
}
