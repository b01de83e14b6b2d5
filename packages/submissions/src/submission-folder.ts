import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { problemsError, type SentencePair } from "@dalmeum/contracts";
import { readPredictions } from "@dalmeum/data";
import { experimentNames, parseReference, referenceSlug } from "@dalmeum/experiments";
import { idProblems, RUN_FILES } from "@dalmeum/runs";
import { MANIFEST } from "./manifest.ts";

/** Where an experiment's submission lies, absolute: `submission`, or with settings `submission-alpha-0.3`. */
export function candidateFolder(experimentFolder: string, reference: string): string {
  const { settings } = parseReference(reference);
  const suffix = Object.keys(settings).length === 0 ? "" : referenceSlug({ name: "", settings });
  return join(experimentFolder, `submission${suffix}`);
}

/** Every submission that was written for an experiment, handed in or not, absolute. */
export function candidateFolders(root: string): readonly string[] {
  return experimentNames(root).flatMap((name) => {
    const folder = join(root, "experiments", name);
    const submissions = readdirSync(folder).filter((each) => each.startsWith("submission"));
    return submissions.map((each) => join(folder, each)).filter((each) => existsSync(join(each, MANIFEST)));
  });
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

/**
 * What was predicted of some pairs, in their order.
 * @throws UserError naming ids that one side lacks.
 */
export function keptColumn(folder: string, set: Kept, pairs: readonly SentencePair[]): readonly number[] {
  const predictions = readPredictions(join(folder, RUN_FILES[set]));
  const problems = idProblems(predictions, pairs);
  if (problems.length > 0) throw problemsError(RUN_FILES[set], problems);
  const byId = new Map(predictions.map(({ id, prediction }) => [id, prediction]));
  return pairs.map(({ id }) => byId.get(id) ?? NaN);
}
