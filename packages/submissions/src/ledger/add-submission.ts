import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { parseReference, referenceSlug } from "@dalmeum/experiments";
import { createFolder, sha256File } from "@dalmeum/files";
import { SUBMISSION, type SubmissionManifest } from "../manifest.ts";
import { dayOf, readBudget, spentOn } from "./budget.ts";
import { ADDED, LEDGER, ledgerEntries, WHY } from "./ledger-entries.ts";

export interface AddedSubmission {
  readonly name: string;
  /** Submissions that the day still takes. */
  readonly left: number;
}

/**
 * Lay a submission down in the ledger, which keeps it for good.
 * @param why what handing it in is to find out.
 * @throws UserError where it is there already, or the day takes no more.
 */
export async function addSubmission(
  root: string,
  folder: string,
  manifest: SubmissionManifest,
  why: string,
  now = new Date(),
): Promise<AddedSubmission> {
  const budget = readBudget(root);
  const entries = ledgerEntries(root);
  const csv = sha256File(join(folder, SUBMISSION));
  const same = entries.find((entry) => entry.manifest.files[SUBMISSION] === csv);
  if (same !== undefined) throw new UserError(`${LEDGER}/${same.name} is the same submission; nothing was added`);
  const spent = spentOn(now, entries, budget);
  if (spent >= budget.perDay) {
    throw new UserError(
      `found ${spent} submissions of ${dayOf(now, budget)} (${budget.timeZone}), the day takes ${budget.perDay}; nothing was added`,
    );
  }
  // The hash keeps two teammates apart who add at once.
  const slug = referenceSlug(parseReference(manifest.experiment));
  const name = `${dayOf(now, budget)}-${slug}-${csv.slice(0, 8)}`;
  await createFolder(join(root, LEDGER, name), (staging) => {
    cpSync(folder, staging, { recursive: true });
    writeFileSync(join(staging, WHY), `${why.trim()}\n`);
    writeFileSync(join(staging, ADDED), `${JSON.stringify({ addedAt: now.toISOString() }, null, 2)}\n`);
  });
  return { name, left: budget.perDay - spent - 1 };
}

/** @throws UserError where the ledger has no such submission. */
export function expectEntry(root: string, name: string): string {
  const names = ledgerEntries(root).map((entry) => entry.name);
  if (names.includes(name)) return name;
  throw new UserError(
    `found no submission "${name}". ${names.length > 0 ? `There are: ${names.join(", ")}` : "There is none yet"}`,
  );
}
