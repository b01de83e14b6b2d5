import { problemsError, type ScoredPair } from "@dalmeum/contracts";
import { z } from "zod";
import { expectColumns } from "../tables/expect-columns.ts";
import { parseRows } from "../tables/parse-rows.ts";
import { readText } from "../files/read-text.ts";
import { parseCsv } from "../tables/parse-csv.ts";
import { score, sentence } from "./fields.ts";

/** KLUE-STS calls a pair similar from here on; KorSTS itself has no binary label. */
const SIMILAR_FROM = 3;

const row = z.object({ genre: z.string(), filename: z.string(), score, sentence1: sentence, sentence2: sentence });

/**
 * Read a KorSTS file as published: tab-separated, quote characters are text. Its own ids repeat, so a pair's id is
 * `<prefix>-<row>`, five digits from 00000 on; source is genre/filename; binaryLabel is 1 from score 3 on.
 * @param prefix of the ids, e.g. `korsts-dev`.
 * @throws UserError listing up to twenty problems, each with line, column, what was found and expected.
 */
export function readKorstsTsv(path: string, prefix: string): readonly ScoredPair[] {
  const table = parseCsv(path, readText(path), { separator: "\t", quoted: false });
  expectColumns(table, ["genre", "filename", "score", "sentence1", "sentence2"]);
  const { parsed, problems } = parseRows(table, row);
  if (table.problems.length + problems.length > 0) throw problemsError(path, [...table.problems, ...problems]);
  if (parsed.length === 0) throw problemsError(path, ["found a header and no rows, expected at least one row"]);
  return parsed.map(({ value: { genre, filename, ...rest } }, index) => ({
    id: `${prefix}-${String(index).padStart(5, "0")}`,
    source: `${genre}/${filename}`,
    ...rest,
    binaryLabel: rest.score >= SIMILAR_FROM ? 1 : 0,
  }));
}
