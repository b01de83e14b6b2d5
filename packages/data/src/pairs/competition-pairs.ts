import { problemsError, type ScoredPair, type SentencePair } from "@dalmeum/contracts";
import { z } from "zod";
import { idsOf, type ParsedRow, parseRows, repeatedIds } from "../tables/parse-rows.ts";
import type { Table } from "../tables/table.ts";
import { binaryLabel, id, rawSentence, score, sentence, source } from "./fields.ts";

/** Columns of test. */
export const TEST_COLUMNS = ["id", "source", "sentence_1", "sentence_2"] as const;
/** Columns of train and dev. */
export const SCORED_COLUMNS = [...TEST_COLUMNS, "label", "binary-label"] as const;

export interface PairOptions {
  /** Whether sentences are left as they are written; else they are normalised. */
  readonly asWritten?: boolean;
}

const unscored = ({ asWritten = false }: PairOptions) => {
  const text = asWritten ? rawSentence : sentence;
  return z.object({ id, source, sentence_1: text, sentence_2: text }).transform(
    ({ sentence_1, sentence_2, ...rest }): SentencePair => ({
      ...rest,
      sentence1: sentence_1,
      sentence2: sentence_2,
    }),
  );
};

const labels = z
  .object({ label: score, "binary-label": binaryLabel })
  .transform((row) => ({ score: row.label, binaryLabel: row["binary-label"] }));

/**
 * The pairs of a table without labels.
 * @throws UserError listing up to twenty problems, each with line (or row), column, what was found and expected.
 */
export function testPairs(table: Table, options: PairOptions = {}): readonly ParsedRow<SentencePair>[] {
  return parsePairs(table, unscored(options));
}

/**
 * The pairs of a table with labels.
 * @throws UserError as `testPairs`.
 */
export function scoredPairs(table: Table, options: PairOptions = {}): readonly ParsedRow<ScoredPair>[] {
  return parsePairs(table, unscored(options).and(labels));
}

/**
 * What a schema makes of every row.
 * @throws UserError as `testPairs`, also where an id comes again or there is no row.
 */
export function parsePairs<Pair>(table: Table, schema: z.ZodType<Pair>): readonly ParsedRow<Pair>[] {
  const { parsed, problems } = parseRows(table, schema);
  const all = [...table.problems, ...problems, ...repeatedIds(idsOf(table), table.unit)];
  if (all.length > 0) throw problemsError(table.path, all);
  if (parsed.length === 0) {
    const found = table.unit === "line" ? "a header and no rows" : "columns and no rows";
    throw problemsError(table.path, [`found ${found}, expected at least one row`]);
  }
  return parsed;
}
