import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { writeFileAtomically } from "@dalmeum/files";
import { LEDGER, type RecordedScores, SCORES, scoresSchema } from "./ledger-entries.ts";

/**
 * Note what the leaderboard gave. A file of its own each time: nothing that was recorded is changed, and two teammates who
 * record at once do not meet.
 * @throws UserError where there is no score, or one is no correlation.
 */
export function recordScores(
  root: string,
  name: string,
  scores: Omit<RecordedScores, "recordedAt">,
  now = new Date(),
): void {
  if (scores.public === undefined && scores.private === undefined) {
    throw new UserError("found no score; expected --public, --private or both");
  }
  const recorded = scoresSchema.safeParse({ recordedAt: now.toISOString(), ...scores });
  if (!recorded.success) throw new UserError("found a score that is no correlation, expected -1 .. 1");
  const folder = join(root, LEDGER, name, SCORES);
  mkdirSync(folder, { recursive: true });
  const file = `${now.toISOString().replaceAll(/[:.]/g, "-")}.json`;
  writeFileAtomically(join(folder, file), [Buffer.from(`${JSON.stringify(recorded.data, null, 2)}\n`)]);
}
