import { existsSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { readAsWritten } from "@dalmeum/data";
import { count, refuseProblems } from "@dalmeum/contracts";
import { copyProblems } from "@dalmeum/experiments";
import type { Finding } from "./finding.ts";

const CHECKPOINT_FILES = ["config.json", "model.safetensors", "tokenizer.json"];

/** Each folder of datasets/, with its row counts. */
export function checkDatasets(root: string): Promise<readonly Finding[]> {
  const advice = "npx dalmeum new dataset <name>, then put train.csv, dev.csv and test.csv into it";
  return eachFolder(root, "datasets", advice, async (folder) => {
    if (existsSync(join(folder, "package.json"))) expectOwnPackage(root, folder);
    const dataset = await readAsWritten(folder);
    const splits = (["train", "dev", "test"] as const).map((split) => `${split} ${count(dataset[split].length)}`);
    return splits.join(", ");
  });
}

/** Each folder of checkpoints/, with its files. */
export function checkCheckpoints(root: string): Promise<readonly Finding[]> {
  return eachFolder(root, "checkpoints", "put a BERT checkpoint into checkpoints/<name>", (folder) => {
    const missing = CHECKPOINT_FILES.filter((file) => !existsSync(join(folder, file)));
    if (missing.length > 0) throw new Error(`lacks ${missing.join(", ")}`);
    return CHECKPOINT_FILES.join(", ");
  });
}

/** @throws UserError where a package.json was copied with its folder. */
function expectOwnPackage(root: string, folder: string): void {
  refuseProblems("package.json", copyProblems(root, relative(root, folder).replaceAll(sep, "/")));
}

async function eachFolder(
  root: string,
  parent: string,
  advice: string,
  examine: (folder: string) => string | Promise<string>,
): Promise<readonly Finding[]> {
  const path = join(root, parent);
  const names = existsSync(path)
    ? readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    : [];
  if (names.length === 0) return [missing(parent, "none", advice)];
  return Promise.all(names.toSorted().map((name) => finding(`${parent}/${name}`, () => examine(join(path, name)))));
}

/** What an examination says, or the problem that it met. */
export async function finding(what: string, examine: () => string | Promise<string>): Promise<Finding> {
  try {
    return { ok: true, required: false, what, found: await examine() };
  } catch (error) {
    return missing(what, "has problems", error instanceof Error ? error.message : String(error));
  }
}

export const missing = (what: string, found: string, advice: string): Finding => ({
  ok: false,
  required: false,
  what,
  found,
  advice,
});
