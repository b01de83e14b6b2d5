import type { CodeReach } from "@dalmeum/code-reach";
import type { PastRun } from "../folders/last-run.ts";
import { archiveOf, readCodeArchive } from "../code/code-archive.ts";
import { inputsOfKey } from "../record/run-identity.ts";
import { isReached, keyOf, type RunInputs } from "../record/run-record.ts";
import type { Change } from "./change.ts";
import { codeChanges } from "./code-changes.ts";
import { inputChanges } from "./input-changes.ts";

/** What a run would follow from if it were made now. */
export interface Today {
  readonly inputs: RunInputs;
  readonly reach: CodeReach;
}

/** What has changed since a run was made; nothing where it is today's. */
export function explainRun({ folder, record }: PastRun, { inputs: ofAll, reach }: Today): readonly Change[] {
  const inputs = inputsOfKey(ofAll, keyOf(record));
  const { code } = record.inputs;
  if (!isReached(code)) {
    const same = { ...record.inputs, code: inputs.code };
    const text = "its identity is of the earlier kind, of whole packages: what changed in their code is not known";
    return [{ part: "code", text }, ...inputChanges(same, inputs)];
  }
  const changes = inputChanges({ ...record.inputs, code }, inputs);
  if (code.hash === inputs.code.hash) return changes;
  const before = readCodeArchive(folder);
  if (before === undefined) return [...changes, { part: "code", text: "code changed, and the run kept none of it" }];
  const ofCode = codeChanges(before, archiveOf(reach));
  const unseen: Change = { part: "code", text: "code changed in what its names mean" };
  return [...(ofCode.length > 0 ? ofCode : [unseen]), ...changes];
}

/** The first thing that changed, and how many more, in one line. */
export function changesLine(changes: readonly Change[]): string {
  const [first, ...others] = changes;
  if (first === undefined) return "nothing has changed";
  return others.length === 0 ? first.text : `${first.text}, and ${others.length} more`;
}
