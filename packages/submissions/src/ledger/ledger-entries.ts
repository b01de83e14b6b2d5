import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "@dalmeum/files";
import { z } from "zod";
import { readSubmissionManifest, type SubmissionManifest } from "../manifest.ts";

/** Where submissions lie once they were handed in, from the workspace root. */
export const LEDGER = "submissions";
export const ADDED = "added.json";
export const WHY = "why.md";
export const SCORES = "scores";

const correlation = z.number().min(-1).max(1);
export const addedSchema = z.strictObject({ addedAt: z.iso.datetime() });
export const scoresSchema = z.strictObject({
  recordedAt: z.iso.datetime(),
  public: correlation.exactOptional(),
  private: correlation.exactOptional(),
});
export type RecordedScores = z.infer<typeof scoresSchema>;

/** A submission that was handed in. */
export interface LedgerEntry {
  /** Its folder's. */
  readonly name: string;
  readonly folder: string;
  readonly manifest: SubmissionManifest;
  readonly addedAt: Date;
  /** What it was to find out. */
  readonly why: string;
  /** What the leaderboard gave; of several that were recorded, the last. */
  readonly scores: { readonly public: number | null; readonly private: number | null };
}

/**
 * Every submission that was handed in, oldest first.
 * @throws UserError where a file of one is missing or damaged.
 */
export function ledgerEntries(root: string): readonly LedgerEntry[] {
  const parent = join(root, LEDGER);
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.endsWith(".tmp"))
    .map(({ name }) => ledgerEntry(root, name))
    .toSorted((a, b) => a.addedAt.getTime() - b.addedAt.getTime() || (a.name < b.name ? -1 : 1));
}

/** @throws UserError where a file is missing or damaged. */
export function ledgerEntry(root: string, name: string): LedgerEntry {
  const folder = join(root, LEDGER, name);
  const { addedAt } = readJson(join(folder, ADDED), addedSchema, "it was edited or damaged; git has it as it was");
  return {
    name,
    folder,
    manifest: readSubmissionManifest(folder),
    addedAt: new Date(addedAt),
    why: readFileSync(join(folder, WHY), "utf8").trim(),
    scores: lastScores(folder),
  };
}

/** Of submissions the one with the highest public score, else, where none has one, the highest dev Pearson. */
export function bestOf(entries: readonly LedgerEntry[]): LedgerEntry | undefined {
  const scored = entries.filter(({ scores }) => scores.public !== null);
  const of = (entry: LedgerEntry): number =>
    (scored.length > 0 ? entry.scores.public : entry.manifest.dev.pearson.estimate) ?? -Infinity;
  return (scored.length > 0 ? scored : entries).toSorted((a, b) => of(b) - of(a))[0];
}

function lastScores(folder: string): LedgerEntry["scores"] {
  const scores = join(folder, SCORES);
  if (!existsSync(scores)) return { public: null, private: null };
  const recorded = readdirSync(scores)
    .filter((file) => file.endsWith(".json"))
    .map((file) => readJson(join(scores, file), scoresSchema))
    .toSorted((a, b) => Date.parse(a.recordedAt) - Date.parse(b.recordedAt));
  const last = (kind: "public" | "private"): number | null =>
    recorded.findLast((scored) => scored[kind] !== undefined)?.[kind] ?? null;
  return { public: last("public"), private: last("private") };
}
