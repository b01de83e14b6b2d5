import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { ifThere, readJson } from "@dalmeum/files";
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

/** What the ledger holds. */
export interface Ledger {
  /** Oldest first. */
  readonly entries: readonly LedgerEntry[];
  /** What is there and cannot be read, a line each: one that is damaged is no reason not to tell of the others. */
  readonly problems: readonly string[];
}

/** Every submission that was handed in. */
export function readLedger(root: string): Ledger {
  const parent = join(root, LEDGER);
  const [entries, problems]: [LedgerEntry[], string[]] = [[], []];
  for (const { name } of folderNames(parent)) {
    try {
      entries.push(ledgerEntry(root, name, problems));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(`${LEDGER}/${name}: left out: ${error.message.replaceAll(parent, LEDGER)}`);
    }
  }
  return {
    entries: entries.toSorted((a, b) => a.addedAt.getTime() - b.addedAt.getTime() || (a.name < b.name ? -1 : 1)),
    problems,
  };
}

/** Every submission that was handed in and can be read, oldest first. */
export const ledgerEntries = (root: string): readonly LedgerEntry[] => readLedger(root).entries;

const folderNames = (parent: string) =>
  (ifThere(() => readdirSync(parent, { withFileTypes: true })) ?? []).filter(
    (entry) => entry.isDirectory() && !entry.name.endsWith(".tmp"),
  );

/** @throws UserError where a file is missing or damaged; a score that is, is a problem. */
function ledgerEntry(root: string, name: string, problems: string[]): LedgerEntry {
  const folder = join(root, LEDGER, name);
  const { addedAt } = readJson(join(folder, ADDED), addedSchema, "it was edited or damaged; git has it as it was");
  return {
    name,
    folder,
    manifest: readSubmissionManifest(folder),
    addedAt: new Date(addedAt),
    why: (ifThere(() => readFileSync(join(folder, WHY), "utf8")) ?? "").trim(),
    scores: lastScores(folder, `${LEDGER}/${name}/${SCORES}`, problems),
  };
}

/** Of submissions the one with the highest public score, else, where none has one, the highest dev Pearson. */
export function bestOf(entries: readonly LedgerEntry[]): LedgerEntry | undefined {
  const scored = entries.filter(({ scores }) => scores.public !== null);
  const of = (entry: LedgerEntry): number =>
    (scored.length > 0 ? entry.scores.public : entry.manifest.dev.pearson.estimate) ?? -Infinity;
  return (scored.length > 0 ? scored : entries).toSorted((a, b) => of(b) - of(a))[0];
}

function lastScores(folder: string, shown: string, problems: string[]): LedgerEntry["scores"] {
  const scores = join(folder, SCORES);
  const files = (ifThere(() => readdirSync(scores)) ?? []).filter((file) => file.endsWith(".json"));
  const recorded = files
    .flatMap((file): readonly RecordedScores[] => {
      try {
        return [readJson(join(scores, file), scoresSchema)];
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        problems.push(
          `${shown}/${file}: a score that cannot be read is left out: ${error.message.replaceAll(scores, shown)}`,
        );
        return [];
      }
    })
    .toSorted((a, b) => Date.parse(a.recordedAt) - Date.parse(b.recordedAt));
  const last = (kind: "public" | "private"): number | null =>
    recorded.findLast((scored) => scored[kind] !== undefined)?.[kind] ?? null;
  return { public: last("public"), private: last("private") };
}
