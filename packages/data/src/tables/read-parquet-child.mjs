/**
 * The process in which `read-parquet-apart.ts` parses a file. JavaScript, since node runs it without a loader.
 * Argument: `{ path, columns, seconds, mebibytes }` as JSON. Standard output: a `ParquetAnswer`, serialized.
 */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { TextDecoder } from "node:util";
import { serialize } from "node:v8";
import { Worker } from "node:worker_threads";
import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";

/** @import { FileMetaData } from "hyparquet" */
/** @import { ParquetAnswer } from "./read-parquet-apart.ts" */

/** @type {{ path: string, columns: string[], seconds: number, mebibytes: number }} */
const { path, columns, seconds, mebibytes } = JSON.parse(process.argv[2] ?? "");
const watch = new Worker(new URL("read-parquet-watch.mjs", import.meta.url), { workerData: { seconds, mebibytes } });
// What is read next may never give the thread back, so the watch must stand before.
await once(watch, "online");
const answer = serialize(await read());
await watch.terminate();
process.stdout.write(answer);

/** @returns {Promise<ParquetAnswer>} */
async function read() {
  try {
    const bytes = readFileSync(path);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const metadata = await parquetMetadataAsync(file);
    const problem = problemOf(metadata, file.byteLength);
    if (problem !== undefined) return { problem };
    const found = parquetSchema(metadata).children.map(({ element: { name, type, logical_type: logical } }) => ({
      name,
      type: logical?.type === "FLOAT16" ? logical.type : type,
    }));
    if (columns.some((column) => found.every(({ name }) => name !== column))) return { columns: found, rows: [] };
    const parsers = { stringFromBytes: textOrBytes };
    return { columns: found, rows: await parquetReadObjects({ file, metadata, columns, compressors, parsers }) };
  } catch (cause) {
    // What the reader throws is about bytes and offsets.
    return { problem: `what cannot be read (${cause instanceof Error ? cause.message : String(cause)})` };
  }
}

/**
 * What the reader would pass over: it fills up with rows of nothing.
 * @param {FileMetaData} metadata
 * @param {number} length of the file, in bytes
 */
function problemOf({ num_rows: rows, row_groups: groups }, length) {
  const declared = groups.reduce((sum, group) => sum + group.num_rows, 0n);
  if (declared !== rows) return `${declared} rows declared in groups and ${rows} in all`;
  for (const column of groups.flatMap((group) => group.columns.flatMap(({ meta_data }) => meta_data ?? []))) {
    const start = column.dictionary_page_offset ?? column.data_page_offset;
    if (start < 0n || column.total_compressed_size < 0n || start + column.total_compressed_size > length) {
      return `column ${column.path_in_schema.join(".")} declared outside the file's ${length} bytes`;
    }
  }
  return undefined;
}

/**
 * Undefined where the field is null.
 * @param {Uint8Array | undefined} bytes
 */
function textOrBytes(bytes) {
  try {
    return bytes && new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes;
  }
}
