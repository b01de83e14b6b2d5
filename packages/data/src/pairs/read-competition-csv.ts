import { problemsError, type ScoredPair, type SentencePair } from "@dalmeum/contracts";
import { z } from "zod";
import { expectColumns } from "../csv/expect-columns.ts";
import { idsOf, type ParsedRow, parseRows, repeatedIds } from "../csv/parse-rows.ts";
import { readTable, type Table } from "../csv/read-table.ts";
import { binaryLabel, id, score, sentence } from "./fields.ts";

const unscored = z.object({ id, source: z.string().default(""), sentence_1: sentence, sentence_2: sentence }).transform(
  ({ sentence_1, sentence_2, ...rest }): SentencePair => ({
    ...rest,
    sentence1: sentence_1,
    sentence2: sentence_2,
  }),
);
const scored = unscored.and(
  z
    .object({ label: score, "binary-label": binaryLabel })
    .transform((labels) => ({ score: labels.label, binaryLabel: labels["binary-label"] })),
);

/**
 * Read train.csv or dev.csv: id, source, sentence_1, sentence_2, label (0..5), binary-label (0 or 1). Further columns
 * are left alone.
 * @throws UserError listing up to twenty problems, each with line, column, what was found and expected.
 */
export function readScoredPairs(path: string): readonly ParsedRow<ScoredPair>[] {
  const table = readTable(path);
  expectColumns(table, ["id", "source", "sentence_1", "sentence_2", "label", "binary-label"]);
  return readRows(table, scored);
}

/**
 * Read test.csv: id, source, sentence_1, sentence_2.
 * @throws UserError as `readScoredPairs`.
 */
export function readTestPairs(path: string): readonly ParsedRow<SentencePair>[] {
  const table = readTable(path);
  expectColumns(table, ["id", "source", "sentence_1", "sentence_2"]);
  return readRows(table, unscored);
}

/**
 * Read any CSV with id, sentence_1 and sentence_2.
 * @throws UserError as `readScoredPairs`.
 */
export function readPairs(path: string): readonly SentencePair[] {
  const table = readTable(path);
  expectColumns(table, ["id", "sentence_1", "sentence_2"]);
  return readRows(table, unscored).map(({ value }) => value);
}

function readRows<Pair extends SentencePair>(table: Table, schema: z.ZodType<Pair>): readonly ParsedRow<Pair>[] {
  const { parsed, problems } = parseRows(table, schema);
  const all = [...table.problems, ...problems, ...repeatedIds(idsOf(table))];
  if (all.length > 0) throw problemsError(table.path, all);
  if (parsed.length === 0) throw problemsError(table.path, ["found a header and no rows, expected at least one row"]);
  return parsed;
}
