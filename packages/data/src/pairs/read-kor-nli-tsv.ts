import { counted, problemsError } from "@dalmeum/contracts";
import { z } from "zod";
import { readText } from "../files/read-text.ts";
import { expectColumns } from "../tables/expect-columns.ts";
import { parseTabs } from "../tables/parse-tabs.ts";
import { parseRows } from "../tables/parse-rows.ts";
import { sentence } from "./fields.ts";
import { nliLabel, type NliPairs } from "./nli-pair.ts";

/** What SNLI writes where its annotators did not agree. */
const UNDECIDED = "-";

const row = z.object({
  sentence1: sentence,
  sentence2: sentence,
  gold_label: z.preprocess((text) => (typeof text === "string" ? text.trim() : text), nliLabel),
});

/** What happens to rows that cannot be read: the file is refused, or they are left out and counted. */
export const FAULTY_ROWS = ["refuse", "drop"] as const;
export type FaultyRows = (typeof FAULTY_ROWS)[number];

/**
 * Read a KorNLI file as published: tab-separated columns sentence1, sentence2 and gold_label, quote characters are text. It has no ids, so
 * a pair's is `<name>-<line>`, six digits; source is the name. Rows of label `-`, on which annotators did not agree, are left out.
 * @param name of the file, e.g. `multinli.train.ko`.
 * @throws UserError listing up to twenty problems, each with line, column, what was found and expected, where faulty rows are refused;
 * or where no row can be read.
 * @see Ham et al. 2020, arXiv:2004.03289.
 */
export function readKorNliTsv(path: string, name: string, faultyRows: FaultyRows = "refuse"): NliPairs {
  const table = parseTabs(path, readText(path));
  expectColumns(table, ["sentence1", "sentence2", "gold_label"]);
  const decided = table.rows.filter(({ fields }) => String(fields.gold_label).trim() !== UNDECIDED);
  const { parsed, problems: ofFields } = parseRows({ ...table, rows: decided }, row);
  const problems = [...table.problems, ...ofFields];
  if (parsed.length === 0 && problems.length === 0) problems.push("found no row with a label, expected at least one");
  if (problems.length > 0 && (faultyRows === "refuse" || parsed.length === 0)) throw problemsError(path, problems);
  const faulty = table.problems.length + decided.length - parsed.length;
  const undecided = table.rows.length - decided.length;
  return {
    pairs: parsed.map(({ line, value: { sentence1, sentence2, gold_label } }) => ({
      id: `${name}-${String(line).padStart(6, "0")}`,
      source: name,
      premise: sentence1,
      hypothesis: sentence2,
      label: gold_label,
    })),
    notes: [
      ...leftOut(undecided, `of label "${UNDECIDED}", on which annotators did not agree`),
      ...leftOut(faulty, `that cannot be read, the first: ${problems[0] ?? ""}`),
    ],
  };
}

const leftOut = (rows: number, which: string): readonly string[] =>
  rows === 0 ? [] : [`${counted(rows, "row")} left out ${which}`];
