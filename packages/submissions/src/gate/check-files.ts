import { join } from "node:path";
import { checkSubmission } from "@dalmeum/data";
import { MANIFEST, SUBMISSION } from "../manifest.ts";
import { fileHashes } from "../write-candidate.ts";
import { type GateVerdict, verdictOf } from "../verdicts/verdict.ts";
import type { GateTask } from "./gate-task.ts";

/** Files that a ledger adds to a submission. */
const ADDED = /^(why\.md|added\.json|scores\/.*)$/;

/** The CSV has the test data's ids in order, and values that can be handed in. */
export function checkFormat({ folder, dataset }: GateTask): GateVerdict {
  const ids = dataset.test.map(({ id }) => id);
  const problems = checkSubmission(join(folder, SUBMISSION), ids);
  return verdictOf("format", `${ids.length} rows, ids match the test data in order`, problems);
}

/** No file was changed, added or taken away since the submission was written. */
export function checkUnchanged({ folder, manifest }: GateTask): GateVerdict {
  const found = fileHashes(folder);
  const problems = [...new Set([...Object.keys(found), ...Object.keys(manifest.files)])]
    .filter((file) => file !== MANIFEST && !ADDED.test(file))
    .flatMap((file) => {
      if (found[file] === undefined) return [`${file} is missing`];
      if (manifest.files[file] === undefined) return [`${file} was added`];
      return found[file] === manifest.files[file] ? [] : [`${file} was edited`];
    });
  return verdictOf("unchanged", `${Object.keys(manifest.files).length} files are those that were written`, problems);
}
