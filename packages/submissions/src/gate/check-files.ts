import { lstatSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { checkSubmission } from "@dalmeum/data";
import { LEDGER } from "../ledger/ledger-entries.ts";
import { MANIFEST, SUBMISSION } from "../manifest.ts";
import { fileHashes } from "../write-candidate.ts";
import { type GateVerdict, verdictOf } from "../verdicts/verdict.ts";
import type { GateTask } from "./gate-task.ts";

/** Files that the ledger adds to a submission; a candidate has none of them. */
const ADDED = /^(why\.md|added\.json|scores\/[\w-]+\.json)$/;

/** The CSV has the test data's ids in order, and values that can be handed in. */
export function checkFormat({ folder, dataset }: GateTask): GateVerdict {
  const ids = dataset.test.map(({ id }) => id);
  const problems = checkSubmission(join(folder, SUBMISSION), ids);
  return verdictOf("format", `${ids.length} rows, ids match the test data in order`, problems);
}

/** No file was changed, added or taken away since the submission was written; links and empty folders count as added. */
export function checkUnchanged({ folder, manifest }: GateTask): GateVerdict {
  const found = fileHashes(folder);
  const isEntry = basename(dirname(folder)) === LEDGER;
  const isOwn = (file: string): boolean => file === MANIFEST || (isEntry && ADDED.test(file));
  const problems = [...new Set([...Object.keys(found), ...Object.keys(manifest.files)])].flatMap((file) => {
    const hash = found[file];
    if (hash === undefined) return [`${file} is missing`];
    if (hash === null) return [`${file} was added, and is no file but a link or an empty folder`];
    if (isOwn(file)) return [];
    if (manifest.files[file] === undefined) return [`${file} was added`];
    return hash === manifest.files[file] ? [] : [`${file} was edited`];
  });
  if (lstatSync(folder).isSymbolicLink()) problems.push("the folder is a link; name what it leads to");
  return verdictOf("unchanged", `${Object.keys(manifest.files).length} files are those that were written`, problems);
}
