import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createRng, UserError } from "@dalmeum/contracts";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { folderOf } from "../../test/folder.ts";
import { SCORED_COLUMNS, scoredPairs } from "../pairs/competition-pairs.ts";
import { readParquet } from "./read-parquet.ts";
import expected from "../../fixtures/expected.json" with { type: "json" };

const fixture = (name: string): string => join(import.meta.dirname, `../../fixtures/${name}.parquet`);
const read = (content: Uint8Array) =>
  readParquet(join(folderOf({ "train.parquet": content }), "train.parquet"), SCORED_COLUMNS);
const snappy = readFileSync(fixture("snappy"));

describe("readParquet", () => {
  it.each(["none", "snappy", "gzip", "brotli", "zstd", "lz4"])("reads %s as pyarrow does", async (codec) => {
    const table = await readParquet(fixture(codec), SCORED_COLUMNS);
    expect(scoredPairs(table).map(({ value }) => value)).toEqual(
      expected.rows.map((row) => ({
        id: row.id,
        source: row.source,
        sentence1: row.sentence_1,
        sentence2: row.sentence_2,
        score: row.label,
        binaryLabel: row["binary-label"],
      })),
    );
  });

  it("names row and column of fields of another type, and of text that is not UTF-8", async () => {
    const table = await readParquet(fixture("types"), SCORED_COLUMNS);
    expect(() => scoredPairs(table)).toThrow(UserError);
    const lines = [
      "row 1, column sentence_2: found a list, expected a sentence",
      "row 1, column binary-label: found true, expected 0 or 1",
      "row 2, column sentence_1: found bytes that are not UTF-8, expected a sentence",
      'row 2, column label: found "셋", expected a finite number',
      "row 3, column sentence_1: found nothing, expected a sentence",
      "row 4, column label: found nothing, expected a finite number",
    ];
    for (const line of lines) expect(() => scoredPairs(table)).toThrow(line);
  });

  it("names missing columns, and the one that is like it", async () => {
    await expect(readParquet(fixture("snappy"), ["id", "sources"])).rejects.toThrow(
      /snappy\.parquet: found columns id,.*missing: "sources" \(did you mean it by "source"\?/,
    );
  });

  it.each<[string, Uint8Array, RegExp]>([
    ["an empty file", new Uint8Array(), /found 0 bytes; expected a whole Parquet file/],
    ["a CSV file", Buffer.from("id,source,sentence_1\na,b,c\n"), /does not begin with PAR1/],
    ["a truncated file", snappy.subarray(0, 900), /does not end with PAR1: it is truncated/],
    ["a footer past the file's begin", withLength(0x7fffffff), /metadata length 2147483647 exceeds/],
    ["a footer of nothing", withLength(0), /found what cannot be read/],
    ["more rows in all than in its groups", withRows(63), /found 5 rows declared in groups and 63 in all/],
  ])("refuses %s", async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(UserError);
    await expect(read(content)).rejects.toThrow(message);
  });

  it("refuses a file without rows", async () => {
    const columnData = SCORED_COLUMNS.map((name) => ({ name, data: [], type: "STRING" as const }));
    const table = await read(new Uint8Array(parquetWriteBuffer({ columnData })));
    expect(() => scoredPairs(table)).toThrow(/found columns and no rows/);
  });

  it("says what is expected of a file that is not there", async () => {
    await expect(readParquet("none.parquet", [])).rejects.toThrow(/there is no such file; expected a Parquet file/);
  });

  it("reads or refuses a damaged file, and does nothing else", async () => {
    const rng = createRng(1);
    for (let damage = 0; damage < 300; damage++) {
      const bytes = Uint8Array.from(snappy);
      for (let count = 0; count < 1 + rng.integer(4); count++)
        bytes[4 + rng.integer(bytes.length - 8)] = rng.integer(256);
      const error: unknown = await read(bytes).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error === undefined || error instanceof UserError).toBe(true);
    }
  });
});

/** The file with another length of its footer declared. */
function withLength(length: number): Uint8Array {
  const bytes = Uint8Array.from(snappy);
  new DataView(bytes.buffer).setUint32(bytes.length - 8, length, true);
  return bytes;
}

/** The file with another number of rows declared: field 3 of the footer, a zigzag number of one byte, up to 63. */
function withRows(rows: number): Uint8Array {
  const bytes = Uint8Array.from(snappy);
  const footer = bytes.length - 8 - new DataView(bytes.buffer).getUint32(bytes.length - 8, true);
  const at = Buffer.from(bytes).indexOf(Buffer.from([0x16, 2 * expected.rows.length]), footer);
  bytes[at + 1] = 2 * rows;
  return bytes;
}
