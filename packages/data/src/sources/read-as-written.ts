import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Dataset, UserError } from "@dalmeum/contracts";
import { CSV_FORMAT } from "./competition-csv.ts";
import { competitionFiles } from "./competition-files.ts";
import { JSON_LINES_FORMAT } from "./competition-json-lines.ts";
import { PARQUET_FORMAT } from "./competition-parquet.ts";

const FORMATS = [CSV_FORMAT, PARQUET_FORMAT, JSON_LINES_FORMAT];

/**
 * A competition's train, dev and test in whichever format they are there, sentences as they are written: neither
 * normalised nor trimmed. For looking at data, not for training.
 * @param folder absolute.
 * @throws UserError where there are files of no format or of several, or a file has problems.
 */
export async function readAsWritten(folder: string): Promise<Dataset> {
  const there = FORMATS.filter(({ ending }) => existsSync(join(folder, `train.${ending}`)));
  const [format, ...others] = there;
  if (format === undefined || others.length > 0) {
    const found = there.map(({ ending }) => `train.${ending}`).join(" and ");
    const expected = FORMATS.map(({ ending }) => `train.${ending}`).join(" or ");
    throw new UserError(`${folder}: found ${found || "no training file"}, expected one of ${expected}`);
  }
  return competitionFiles(format, { folder: "." }, { asWritten: true }).load(folder);
}
