import { comparableText } from "../text/comparable-text.ts";
import { type Example, exampleOf, MOST_EXAMPLES } from "./finding.ts";
import type { FileName, ReportRow } from "./report-rows.ts";

/** Rows of one file that have a sentence of another, in either place. */
export interface Sharing {
  readonly file: FileName;
  readonly with: FileName;
  /** Rows of `file`. */
  readonly of: number;
  /** Rows with at least one sentence that is in the other file, compared as NFC. */
  readonly rows: number;
  /** Of those, rows with both. */
  readonly both: number;
  /** Rows with at least one where spaces and punctuation at the end do not count. */
  readonly loosely: number;
  readonly examples: readonly Example[];
}

const COMPARED = [
  ["dev", "train"],
  ["test", "train"],
  ["test", "dev"],
] as const;

/** What dev and test share with train, and test with dev. */
export function findSharing(rows: readonly ReportRow[]): readonly Sharing[] {
  return COMPARED.map(([file, other]) => {
    const [own, others] = [file, other].map((name) => rows.filter((row) => row.file === name));
    const sentences = new Set(others?.flatMap(({ texts }) => texts));
    const loose = new Set([...sentences].map(comparableText));
    const shared = own?.filter(({ texts }) => texts.some((text) => sentences.has(text))) ?? [];
    return {
      file,
      with: other,
      of: own?.length ?? 0,
      rows: shared.length,
      both: shared.filter(({ texts }) => texts.every((text) => sentences.has(text))).length,
      loosely: own?.filter(({ texts }) => texts.some((text) => loose.has(comparableText(text)))).length ?? 0,
      examples: shared.slice(0, MOST_EXAMPLES).map((row) => exampleOf(row)),
    };
  });
}
