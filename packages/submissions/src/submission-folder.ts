import { join } from "node:path";
import { parseReference, referenceSlug } from "@dalmeum/experiments";

/** Where an experiment's submission lies, absolute: `submission`, or with settings `submission-alpha-0.3`. */
export function candidateFolder(experimentFolder: string, reference: string): string {
  const { settings } = parseReference(reference);
  const suffix = Object.keys(settings).length === 0 ? "" : referenceSlug({ name: "", settings });
  return join(experimentFolder, `submission${suffix}`);
}

/** Where a submission keeps what one of its members predicted. */
export const memberFolder = (folder: string, member: string): string =>
  join(folder, "members", referenceSlug(parseReference(member)));

/** Files of predictions beside a submission; out of fold where there are folds. */
export const KEPT = ["heldOut", "dev", "test"] as const;
export type Kept = (typeof KEPT)[number];

/** Six digits, as a submission has: a ledger of many is kept in git. */
const DIGITS = 1e6;

export const sixDigits = (value: number): number => Math.round(value * DIGITS) / DIGITS;
