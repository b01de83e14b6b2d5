import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createRng, UserError } from "@dalmeum/contracts";
import { folderOf } from "@dalmeum/testing";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { SCORED_COLUMNS, scoredPairs } from "../pairs/competition-pairs.ts";
import { readParquet } from "./read-parquet.ts";
import expected from "../../fixtures/expected.json" with { type: "json" };

const fixture = (name: string): string => join(import.meta.dirname, `../../fixtures/${name}.parquet`);
const written = (content: Uint8Array): string => join(folderOf({ "train.parquet": content }), "train.parquet");
const read = (content: Uint8Array) => readParquet(written(content), SCORED_COLUMNS);
const snappy = readFileSync(fixture("snappy"));
const outside = (column: string): RegExp => new RegExp(`found column ${column} declared outside the file's 1782 bytes`);
const CODECS = ["none", "snappy", "gzip", "brotli", "zstd", "lz4"];

describe("readParquet", () => {
  it.each(CODECS)("reads %s as pyarrow does", async (codec) => {
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
    ["a column of 8191 bytes", edited("types", [0x16, 0xee, 0x01, 0x16], [0xfe, 0x7f]), outside("id")],
    ["a column 8192 bytes before", edited("types", [0x26, 0x9c, 0x02, 0x26], [0xff, 0x7f]), outside("source")],
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

  it("reads float16, booleans, columns of nothing and ids of 64 bits as they were written", async () => {
    const rows = scoredPairs(await readParquet(fixture("narrow"), SCORED_COLUMNS));
    expect(rows.map(({ value }) => [value.id, value.source, value.score, value.binaryLabel])).toEqual(
      expected.narrow.map((row) => [row.id, "", row.label, row["binary-label"] ? 1 : 0]),
    );
  });

  it("refuses ids past 2^53 of a type that does not keep their digits, and tells none that is not there", async () => {
    const columnData = SCORED_COLUMNS.map((name) =>
      name === "id" ? { name, data: [1.2345678901234568e18, 7], type: "DOUBLE" as const } : { name, data: ["1", "1"] },
    );
    const table = await read(new Uint8Array(parquetWriteBuffer({ columnData })));
    expect(() => scoredPairs(table)).toThrow(
      /1 problem\n.*row 1, column id: found a number past 2\^53, expected an id as text or as a 64-bit integer/,
    );
  });

  it("rounds float32 to the decimal that was written", async () => {
    const columnData = [
      { name: "label", data: [3.8, null, 0.1], type: "FLOAT" as const },
      { name: "double", data: [3.799999952316284, 3.8, 0.1], type: "DOUBLE" as const },
    ];
    const path = written(new Uint8Array(parquetWriteBuffer({ columnData })));
    const { rows } = await readParquet(path, ["label", "double"]);
    expect(rows.map(({ fields }) => [fields.label, fields.double])).toEqual([
      [3.8, 3.799999952316284],
      [null, 3.8],
      [0.1, 0.1],
    ]);
  });

  it("says where in time it stops", async () => {
    await expect(readParquet(written(endless()), SCORED_COLUMNS, { seconds: 2 })).rejects.toThrow(
      /train\.parquet: found what takes more than 2 s to read; expected a whole Parquet file\. Write or copy it anew\./,
    );
  });

  it.each<[string, Uint8Array, readonly string[]]>([
    ["a run of 2^26 levels", bomb(), SCORED_COLUMNS],
    ["a text of a MiB that 1000 rows share", new Uint8Array(parquetWriteBuffer(sharedText())), ["id"]],
  ])("says where in memory it stops: %s", async (_, content, columns) => {
    await expect(readParquet(written(content), columns, { mebibytes: 200 })).rejects.toThrow(
      /train\.parquet: found what takes more than 200 MiB of memory to read; expected a whole Parquet file/,
    );
  });

  it.each(CODECS)("reads or refuses a damaged file of %s, and does nothing else", { tags: ["slow"] }, async (codec) => {
    const whole = readFileSync(fixture(codec));
    const rng = createRng(1);
    const paths = Array.from({ length: 24 }, () => {
      const bytes = Uint8Array.from(whole);
      for (let count = 0; count < 1 + rng.integer(4); count++)
        bytes[4 + rng.integer(bytes.length - 8)] = rng.integer(256);
      return written(bytes);
    });
    for (const path of paths) {
      const error: unknown = await readParquet(path, SCORED_COLUMNS, { seconds: 3, mebibytes: 500 }).then(
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

/** The file with these bytes in place of those after the first `mark`. */
function edited(file: string, mark: readonly number[], bytes: readonly number[]): Uint8Array {
  const content = Uint8Array.from(readFileSync(fixture(file)));
  const at = Buffer.from(content).indexOf(Uint8Array.from(mark));
  if (at < 0) throw new Error(`${file} lacks ${mark.join(" ")}`);
  content.set(bytes, at + mark.length);
  return content;
}

/**
 * The first header of a data page of version 2 ends before its first field: one byte. hyparquet 1.33.0 then reads at
 * offset NaN, where it finds a run of no levels whenever it looks.
 */
function endless(): Uint8Array {
  return edited("zstd", [0x15, 0x0a, 0x15, 0x0a, 0x5c], [0]);
}

/** The first run of definition levels, 2 long, becomes one of 2^26 less a million. */
function bomb(): Uint8Array {
  return edited("none", [0x02, 0x00, 0x00, 0x00], [0x80, 0x80, 0x80, 0x3f]);
}

function sharedText(): Parameters<typeof parquetWriteBuffer>[0] {
  const data = Array.from({ length: 1000 }, () => "a".repeat(2 ** 20));
  return { columnData: [{ name: "id", data, type: "STRING" }] };
}
