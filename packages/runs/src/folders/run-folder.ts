import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { problemsError, UserError } from "@dalmeum/contracts";
import { sha256File } from "@dalmeum/files";
import { type Holder, lookAt } from "@dalmeum/leases";
import { RUN_FILES } from "../record/run-files.ts";
import { keySlug, type RunKey } from "../record/run-key.ts";
import { readRunRecord, RECORD_ADVICE, writeRunRecord } from "../record/record-file.ts";
import { type FinishedRun, keyOf, type RunRecord } from "../record/run-record.ts";

/** What says that a run is finished; it comes last. */
export const RECORD = "run.json";

/** Where the run of a key and an identity lies, absolute. */
export function runFolder(experimentFolder: string, key: RunKey, identity: string): string {
  return join(experimentFolder, "runs", `${keySlug(key)}-${identity.slice(0, 8)}`);
}

/** Folders of all runs of an experiment, absolute, sorted. */
export function runFolders(experimentFolder: string): readonly string[] {
  const runs = join(experimentFolder, "runs");
  if (!existsSync(runs)) return [];
  return readdirSync(runs)
    .filter((name) => name.startsWith("seed-"))
    .toSorted()
    .map((name) => join(runs, name));
}

/** What a run folder is: only a run.json that says so makes it a finished run. */
export type RunState =
  | { readonly kind: "missing" }
  /** By somebody who is alive, or of whom only watching could tell. */
  | { readonly kind: "running"; readonly holder: Holder | undefined }
  | { readonly kind: "unfinished" }
  | { readonly kind: "finished"; readonly record: FinishedRun };

/** @throws UserError where run.json is damaged. */
export function runState(folder: string): RunState {
  if (!existsSync(folder)) return { kind: "missing" };
  if (existsSync(join(folder, RECORD))) {
    const record = readRecord(folder);
    if (record.status === "finished") return { kind: "finished", record };
  }
  const holding = lookAt(folder);
  return holding.kind === "held" ? { kind: "running", holder: holding.holder } : { kind: "unfinished" };
}

/**
 * Write a run's record.
 * @param place where the run is made; or its folder.
 */
export function writeRecord(place: string, record: RunRecord): void {
  writeRunRecord(join(place, RECORD), record);
}

/**
 * Check that a finished run's files are those it wrote. A run that came from the store may lack its weights.
 * @throws UserError naming files that are missing or changed.
 */
export function checkRunFiles(folder: string, { result }: FinishedRun): void {
  const problems = Object.entries(result.files).flatMap(([file, expected]) => {
    const path = join(folder, file);
    if (!existsSync(path)) return file === RUN_FILES.weights ? [] : [`${file} is missing`];
    return sha256File(path) === expected ? [] : [`${file} is not the file that the run wrote`];
  });
  if (problems.length > 0) throw problemsError(`${folder} (delete it to train again)`, problems);
}

function readRecord(folder: string): RunRecord {
  const path = join(folder, RECORD);
  const record = readRunRecord(path);
  const { experiment, identity } = record;
  const expected = runFolder(dirname(dirname(folder)), keyOf(record), identity);
  if (expected !== folder || basename(dirname(dirname(folder))) !== experiment) {
    throw new UserError(
      `${path}: found the record of ${experiment}/${basename(expected)}, expected that of ${basename(folder)}; ${RECORD_ADVICE}`,
    );
  }
  return record;
}
