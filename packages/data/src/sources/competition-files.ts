import { join, posix } from "node:path";
import { type DataSource, type Dataset, problemsError, type ScoredPair } from "@dalmeum/contracts";
import { insideRoot } from "../files/inside-root.ts";
import { checkBinaryThreshold, inferBinaryThreshold } from "../pairs/binary-threshold.ts";
import { type PairOptions, SCORED_COLUMNS, scoredPairs, TEST_COLUMNS, testPairs } from "../pairs/competition-pairs.ts";
import type { ParsedRow } from "../tables/parse-rows.ts";
import type { ReadTable, Table } from "../tables/table.ts";
import { labelWarnings } from "./label-warnings.ts";
import { sharedIdAdvice, sharedIdProblems } from "./shared-id-problems.ts";

export interface CompetitionOptions {
  /** Folder of train, dev and test, relative to the workspace root. */
  readonly folder: string;
  /** Label from which on binary-label must be 1; inferred, and only warned about, where absent. */
  readonly binaryThreshold?: number;
}

export interface CompetitionFormat {
  /** Of the data source. */
  readonly name: string;
  /** Of its files' names, e.g. `csv`. */
  readonly ending: string;
  readonly readTable: ReadTable;
}

/** A data source of train, dev and test in one format. Ids are checked across the three. */
export function competitionFiles(
  { name, ending, readTable }: CompetitionFormat,
  { folder, binaryThreshold }: CompetitionOptions,
  options: PairOptions = {},
): DataSource {
  const names = { train: `train.${ending}`, dev: `dev.${ending}`, test: `test.${ending}` };
  return {
    name,
    options: { folder, ...(binaryThreshold === undefined ? {} : { binaryThreshold }) },
    files: Object.values(names).map((file) => posix.join(folder, file)),
    load: async (root): Promise<Dataset> => {
      const path = (file: string): string => join(insideRoot(root, folder), file);
      const notes: string[] = [];
      const read = async (file: string, columns: readonly string[]): Promise<Table> => {
        const table = await readTable(path(file), columns);
        for (const note of table.notes) notes.push(`${posix.join(folder, file)}: ${note}`);
        return table;
      };
      const train = scoredPairs(await read(names.train, SCORED_COLUMNS), options);
      const dev = scoredPairs(await read(names.dev, SCORED_COLUMNS), options);
      const test = testPairs(await read(names.test, TEST_COLUMNS), options);
      const shared = sharedIds({ [names.train]: train, [names.dev]: dev, [names.test]: test });
      if (shared.length > 0)
        throw problemsError(
          `${options.asWritten === true ? root : folder}: ${sharedIdAdvice(names)}`,
          sharedIdProblems({ [names.train]: train, [names.dev]: dev, [names.test]: test }),
        );
      return {
        train: train.map(({ value }) => value),
        dev: dev.map(({ value }) => value),
        test: test.map(({ value }) => value),
        warnings: [
          ...notes,
          ...labelWarnings({ [names.train]: train, [names.dev]: dev }, folder),
          // The report on data as it is written says the rule itself.
          ...(options.asWritten
            ? []
            : binaryWarnings({ [names.train]: train, [names.dev]: dev }, binaryThreshold, folder)),
        ],
      };
    },
  };
}

function sharedIds(files: Readonly<Record<string, readonly ParsedRow<{ readonly id: string }>[]>>): readonly string[] {
  const read: { readonly file: string; readonly lines: ReadonlyMap<string, number> }[] = [];
  return Object.entries(files).flatMap(([file, rows]) => {
    const shared = rows.flatMap(({ line, value: { id } }) => {
      const before = read.findLast(({ lines }) => lines.has(id));
      return before === undefined
        ? []
        : [`${file}:${line}, column id: found "${id}", which is in ${before.file}:${before.lines.get(id) ?? 0} too`];
    });
    read.push({ file, lines: new Map(rows.map(({ line, value }) => [value.id, line])) });
    return shared;
  });
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
