import { UserError } from "@dalmeum/contracts";
import { type FileMetaData, parquetMetadataAsync, parquetReadObjects, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { readBytes } from "../files/read-bytes.ts";
import { expectColumns } from "./expect-columns.ts";
import type { Table } from "./table.ts";

/** "PAR1", at both ends of a file. */
const MAGIC = 0x31524150;
/** magic, an empty footer, its length, magic. */
const SHORTEST = 12;
/** More rows than any competition has: a file that declares more is damaged. */
const MOST_ROWS = 10_000_000;
/** Of one page, uncompressed; writers make pages of about a megabyte. */
const LARGEST_PAGE = 256 * 2 ** 20;

/**
 * Read columns of a Parquet file. Text that is not UTF-8 stays bytes, which no text field takes.
 * @throws UserError where the file is missing, truncated or damaged, or lacks a column.
 */
export async function readParquet(path: string, columns: readonly string[]): Promise<Table> {
  const bytes = readBytes(path, "a Parquet file");
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  checkEnds(path, new DataView(file));
  const metadata = await orUserError(path, () => parquetMetadataAsync(file));
  const found = await orUserError(path, () => {
    checkSizes(path, metadata, file.byteLength);
    return parquetSchema(metadata).children.map(({ element }) => element.name);
  });
  expectColumns({ path, columns: found, unit: "row" }, columns);
  const rows = await orUserError(path, () =>
    parquetReadObjects({
      file,
      metadata,
      columns: [...columns],
      compressors: boundedCompressors,
      parsers: { stringFromBytes: textOrBytes },
    }),
  );
  if (rows.length !== Number(metadata.num_rows)) {
    throw damaged(path, `${rows.length} rows where ${Number(metadata.num_rows)} are declared`);
  }
  return {
    path,
    unit: "row",
    columns: found,
    rows: rows.map((fields, index) => ({ line: index + 1, fields })),
    problems: [],
  };
}

const damaged = (path: string, found: string, cause?: unknown): UserError =>
  new UserError(`${path}: found ${found}; expected a whole Parquet file. Write or copy it anew.`, { cause });

/** What the reader throws is about bytes and offsets. */
async function orUserError<T>(path: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw damaged(path, `what cannot be read (${cause instanceof Error ? cause.message : String(cause)})`, cause);
  }
}

function checkEnds(path: string, view: DataView): void {
  if (view.byteLength < SHORTEST) throw damaged(path, `${view.byteLength} bytes`);
  if (view.getUint32(0, true) !== MAGIC) throw damaged(path, "a file that does not begin with PAR1");
  if (view.getUint32(view.byteLength - 4, true) !== MAGIC) {
    throw damaged(path, "a file that does not end with PAR1: it is truncated");
  }
}

/** Declared sizes are believed by the reader, which makes room for them. */
function checkSizes(path: string, { num_rows: rows, row_groups: groups }: FileMetaData, length: number): void {
  const declared = groups.reduce((sum, group) => sum + group.num_rows, 0n);
  if (rows < 0n || rows > MOST_ROWS || declared !== rows) {
    throw damaged(path, `${declared} rows declared in groups and ${rows} in all, at most ${MOST_ROWS} are read`);
  }
  for (const { meta_data: column } of groups.flatMap(({ columns }) => columns)) {
    if (column === undefined) throw damaged(path, "a column that lies in another file");
    const start = column.dictionary_page_offset ?? column.data_page_offset;
    if (start < 0n || column.total_compressed_size < 0n || start + column.total_compressed_size > length) {
      throw damaged(path, `column ${column.path_in_schema.join(".")} declared past the end of the file`);
    }
  }
}

const boundedCompressors = Object.fromEntries(
  Object.entries(compressors).map(([codec, decompress]) => [
    codec,
    (input: Uint8Array, length: number) => {
      if (length > LARGEST_PAGE) throw new Error(`a page of ${length} bytes, at most ${LARGEST_PAGE} are read`);
      return decompress(input, length);
    },
  ]),
);

/** Undefined where the field is null. */
function textOrBytes(bytes: Uint8Array | undefined): string | Uint8Array | undefined {
  try {
    return bytes && new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes;
  }
}
