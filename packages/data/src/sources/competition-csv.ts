import { join, posix } from "node:path";
import { type DataSource, type Dataset, problemsError, type ScoredPair } from "@dalmeum/contracts";
import type { ParsedRow } from "../csv/parse-rows.ts";
import { insideRoot } from "../inside-root.ts";
import { checkBinaryThreshold, inferBinaryThreshold } from "../pairs/binary-threshold.ts";
import { readScoredPairs, readTestPairs } from "../pairs/read-competition-csv.ts";

export interface CompetitionCsvOptions {
  /** Folder of train.csv, dev.csv and test.csv, relative to the workspace root. */
  readonly folder: string;
  /** Label from which on binary-label must be 1; inferred, and only warned about, where absent. */
  readonly binaryThreshold?: number;
}

/** A competition's train.csv, dev.csv and test.csv. */
export function competitionCsv({ folder, binaryThreshold }: CompetitionCsvOptions): DataSource {
  return {
    name: "competitionCsv",
    options: { folder, ...(binaryThreshold === undefined ? {} : { binaryThreshold }) },
    files: ["train.csv", "dev.csv", "test.csv"].map((file) => posix.join(folder, file)),
    // An error is the promise's too.
    load: (root) => Promise.resolve().then(() => loadFolder(insideRoot(root, folder), folder, binaryThreshold)),
  };
}

function loadFolder(absolute: string, folder: string, binaryThreshold: number | undefined): Dataset {
  const path = (file: string): string => join(absolute, file);
  const [train, dev] = [readScoredPairs(path("train.csv")), readScoredPairs(path("dev.csv"))];
  const test = readTestPairs(path("test.csv"));
  const files = { "train.csv": train, "dev.csv": dev, "test.csv": test };
  const shared = sharedIds(files);
  if (shared.length > 0) throw problemsError(folder, shared);
  const values = <T>(rows: readonly ParsedRow<T>[]): readonly T[] => rows.map(({ value }) => value);
  return {
    train: values(train),
    dev: values(dev),
    test: values(test),
    warnings: binaryWarnings({ "train.csv": train, "dev.csv": dev }, binaryThreshold, folder),
  };
}

function sharedIds(files: Readonly<Record<string, readonly ParsedRow<{ readonly id: string }>[]>>): readonly string[] {
  const seen = new Map<string, string>();
  return Object.entries(files).flatMap(([file, rows]) =>
    rows.flatMap(({ line, value }) => {
      const before = seen.get(value.id);
      seen.set(value.id, `${file}:${line}`);
      return before === undefined ? [] : [`${file}:${line}, column id: found "${value.id}", which is in ${before} too`];
    }),
  );
}

/** Says the rule that binary-label follows, and the rows that break it. */
function binaryWarnings(
  files: Readonly<Record<string, readonly ParsedRow<ScoredPair>[]>>,
  pinned: number | undefined,
  folder: string,
): readonly string[] {
  const rows = Object.entries(files).flatMap(([file, parsed]) =>
    parsed.map(({ line, value }) => ({ file, line, value })),
  );
  const pairs = rows.map(({ value }) => value);
  const { threshold, broken } =
    pinned === undefined ? inferBinaryThreshold(pairs) : checkBinaryThreshold(pairs, pinned);
  const problems = broken.flatMap((index) => {
    const row = rows[index];
    if (!row) return [];
    const { score, binaryLabel } = row.value;
    const expected = score >= threshold ? 1 : 0;
    return [
      `${row.file}:${row.line}, column binary-label: found ${binaryLabel} at label ${score}, expected ${expected}`,
    ];
  });
  const rule = threshold === Infinity ? "binary-label is 0 everywhere" : `binary-label is 1 from label ${threshold} on`;
  if (problems.length === 0)
    return [`${folder}: ${rule} (${rows.length} rows, ${pinned === undefined ? "inferred" : "as pinned"})`];
  const error = problemsError(`${folder}: ${rule}, but not everywhere`, problems);
  if (pinned !== undefined) throw error;
  return [error.message];
}
