import type { DataSource } from "@dalmeum/contracts";
import { readParquet } from "../tables/read-parquet.ts";
import { type CompetitionFormat, competitionFiles, type CompetitionOptions } from "./competition-files.ts";

export const PARQUET_FORMAT: CompetitionFormat = {
  name: "competitionParquet",
  ending: "parquet",
  readTable: readParquet,
};

/** A competition's train.parquet, dev.parquet and test.parquet, with the columns of the CSV files. */
export function competitionParquet(options: CompetitionOptions): DataSource {
  return competitionFiles(PARQUET_FORMAT, options);
}
