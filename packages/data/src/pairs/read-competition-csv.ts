import type { ScoredPair, SentencePair } from "@dalmeum/contracts";
import { expectColumns } from "../tables/expect-columns.ts";
import type { ParsedRow } from "../tables/parse-rows.ts";
import { readCsv } from "../tables/read-csv.ts";
import { SCORED_COLUMNS, scoredPairs, TEST_COLUMNS, testPairs } from "./competition-pairs.ts";

/**
 * Read train.csv or dev.csv: id, source, sentence_1, sentence_2, label (0..5), binary-label (0 or 1). Further columns
 * are left alone.
 * @throws UserError listing up to twenty problems, each with line, column, what was found and expected.
 */
export function readScoredPairs(path: string): readonly ParsedRow<ScoredPair>[] {
  const table = readCsv(path);
  expectColumns(table, SCORED_COLUMNS);
  return scoredPairs(table);
}

/**
 * Read test.csv: id, source, sentence_1, sentence_2.
 * @throws UserError as `readScoredPairs`.
 */
export function readTestPairs(path: string): readonly ParsedRow<SentencePair>[] {
  const table = readCsv(path);
  expectColumns(table, TEST_COLUMNS);
  return testPairs(table);
}

/**
 * Read any CSV with id, sentence_1 and sentence_2.
 * @throws UserError as `readScoredPairs`.
 */
export function readPairs(path: string): readonly SentencePair[] {
  const table = readCsv(path);
  expectColumns(table, ["id", "sentence_1", "sentence_2"]);
  return testPairs(table).map(({ value }) => value);
}
