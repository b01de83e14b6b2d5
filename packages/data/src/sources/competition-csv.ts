import type { DataSource } from "@dalmeum/contracts";
import { readCsv } from "../tables/read-csv.ts";
import { type CompetitionFormat, competitionFiles, type CompetitionOptions } from "./competition-files.ts";

export const CSV_FORMAT: CompetitionFormat = {
  name: "competitionCsv",
  ending: "csv",
  readTable: readCsv,
};

/** A competition's train.csv, dev.csv and test.csv. */
export function competitionCsv(options: CompetitionOptions): DataSource {
  return competitionFiles(CSV_FORMAT, options);
}
