import { join } from "node:path";
import type { Dataset } from "@dalmeum/contracts";
import { checkSubmission, readPredictions } from "@dalmeum/data";
import { RUN_FILES } from "@dalmeum/runs";
import { SUBMISSION } from "../manifest.ts";
import type { LedgerEntry } from "./ledger-entries.ts";

export interface EntriesOfData {
  /** Of the data that is judged on, oldest first. */
  readonly same: readonly LedgerEntry[];
  /** Of other data: they say nothing about this one. */
  readonly other: readonly LedgerEntry[];
}

/**
 * Tell submissions of some data from those of other data: the same ones were made beside at least one of its files as it
 * is, so that a mended train.csv parts nobody, and predict its dev and test ids.
 * @param hashes of the files that the data is read from.
 */
export function entriesOfData(
  entries: readonly LedgerEntry[],
  dataset: Dataset,
  hashes: ReadonlySet<string>,
): EntriesOfData {
  const test = dataset.test.map(({ id }) => id);
  const dev = new Set(dataset.dev.map(({ id }) => id));
  const isSame = ({ folder, manifest }: LedgerEntry): boolean => {
    const known = manifest.members.flatMap(({ runs }) => runs.flatMap(({ data }) => Object.values(data)));
    if (!known.some((hash) => hashes.has(hash))) return false;
    const predicted = readPredictions(join(folder, RUN_FILES.dev));
    if (predicted.length !== dev.size || !predicted.every(({ id }) => dev.has(id))) return false;
    return checkSubmission(join(folder, SUBMISSION), test).length === 0;
  };
  const same = entries.filter(isSame);
  return { same, other: entries.filter((entry) => !same.includes(entry)) };
}
