import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { deserialize } from "node:v8";
import { z } from "zod";

const execute = promisify(execFile);

const CHILD = join(import.meta.dirname, "read-parquet-child.mjs");

const answerSchema = z.union([
  z.object({ problem: z.string() }),
  z.object({
    columns: z.array(z.object({ name: z.string(), type: z.string().optional() })),
    rows: z.array(z.record(z.string(), z.unknown())),
  }),
]);

/** Of a reader that does nothing any more, beside the time that it may take from the processor. */
const PATIENCE = 20;

const failureSchema = z.object({
  killed: z.boolean(),
  signal: z.unknown(),
  code: z.unknown(),
  stderr: z.instanceof(Uint8Array),
});

/** What is wrong with a file; or its columns with their types (physical ones, and FLOAT16), and rows, none where a column is missing. */
export type ParquetAnswer = z.infer<typeof answerSchema>;

export interface ParquetLimits {
  /** The processor's time that reading may take, all in all. */
  readonly seconds: number;
  /** Memory that it may take, all in all. */
  readonly mebibytes: number;
}

/**
 * Parse a Parquet file in a process of its own, which is ended where it takes too much time or memory. A thread is no
 * such bound: one array that grows past V8's limits ends the whole process, whatever thread it is in.
 */
export async function readParquetApart(
  path: string,
  columns: readonly string[],
  { seconds, mebibytes }: ParquetLimits,
): Promise<ParquetAnswer> {
  try {
    const { stdout } = await execute(process.execPath, [CHILD, JSON.stringify({ path, columns, seconds, mebibytes })], {
      encoding: "buffer",
      maxBuffer: mebibytes * 2 ** 20,
      timeout: Math.ceil(PATIENCE * seconds * 1000),
      killSignal: "SIGKILL",
    });
    return answerSchema.parse(deserialize(stdout));
  } catch (cause) {
    const failure = failureSchema.safeParse(cause).data;
    // Not for people: the process could not start, or its own code failed.
    if (failure === undefined || (failure.code === 1 && failure.stderr.length > 0)) throw cause;
    // The watch beside the reader ends it with SIGTERM where it is time that ran out.
    const inTime =
      failure.signal !== "SIGTERM" && (!failure.killed || failure.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER");
    return { problem: `what takes more than ${inTime ? `${mebibytes} MiB of memory` : `${seconds} s`} to read` };
  }
}
