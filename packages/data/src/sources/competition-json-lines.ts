import type { DataSource } from "@dalmeum/contracts";
import { expectColumns } from "../tables/expect-columns.ts";
import { readJsonLines } from "../tables/read-json-lines.ts";
import { type CompetitionFormat, competitionFiles, type CompetitionOptions } from "./competition-files.ts";

export const JSON_LINES_FORMAT: CompetitionFormat = {
  name: "competitionJsonLines",
  ending: "jsonl",
  readTable: (path, columns) => {
    const table = readJsonLines(path);
    expectColumns(table, columns);
    return table;
  },
};

/** A competition's train.jsonl, dev.jsonl and test.jsonl: an object a line, its keys the columns of the CSV files. */
export function competitionJsonLines(options: CompetitionOptions): DataSource {
  return competitionFiles(JSON_LINES_FORMAT, options);
}
