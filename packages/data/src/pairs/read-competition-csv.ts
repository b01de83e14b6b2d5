import type { ScoredPair, SentencePair } from "@dalmeum/contracts";
import type { ParsedRow } from "../tables/parse-rows.ts";
import { readCsv } from "../tables/read-csv.ts";
import { SCORED_COLUMNS, scoredPairs, TEST_COLUMNS, testPairs } from "./competition-pairs.ts";

/**
 * Read train.csv or dev.csv: id, source, sentence_1, sentence_2, label (0..5), binary-label (0 or 1). Further columns
 * are left alone.
 * @throws UserError listing up to twenty problems, each with line, column, what was found and expected.
 */
export function readScoredPairs(path: string): readonly ParsedRow<ScoredPair>[] {
  return scoredPairs(readCsv(path, SCORED_COLUMNS));
}

/**
 * Read test.csv: id, source, sentence_1, sentence_2.
 * @throws UserError as `readScoredPairs`.
 */
export function readTestPairs(path: string): readonly ParsedRow<SentencePair>[] {
  return testPairs(readCsv(path, TEST_COLUMNS));
}

/**
 * Read any CSV with id, sentence_1 and sentence_2, and source where it is there.
 * @returns the pairs, and what a person should know of how they were read.
 * @throws UserError as `readScoredPairs`.
 */
export function readPairs(path: string): {
  readonly pairs: readonly SentencePair[];
  readonly notes: readonly string[];
} {
  const table = readCsv(path, ["id", "sentence_1", "sentence_2"], ["source"]);
  return { pairs: testPairs(table).map(({ value }) => value), notes: table.notes };
}
