import { UserError } from "@dalmeum/contracts";
import { readBytes } from "../files/read-bytes.ts";
import { expectColumns } from "./expect-columns.ts";
import { type ParquetLimits, readParquetApart } from "./read-parquet-apart.ts";
import { shortestFloat32 } from "./shortest-float32.ts";
import type { Table } from "./table.ts";

const MAGIC = "PAR1";
/** magic, an empty footer, its length, magic. */
const SHORTEST = 12;

/**
 * Read columns of a Parquet file. Text that is not UTF-8 stays bytes, which no text field takes.
 * @param limits by default half a minute and a second for each megabyte, and 2 GiB.
 * @throws UserError where the file is missing, truncated or damaged, lacks a column, or takes more than the limits.
 */
export async function readParquet(
  path: string,
  columns: readonly string[],
  limits: Partial<ParquetLimits> = {},
): Promise<Table> {
  const bytes = readBytes(path, "a Parquet file");
  const problem = problemOfEnds(bytes);
  if (problem !== undefined) throw damaged(path, problem);
  const { seconds = Math.ceil(30 + bytes.length / 1e6), mebibytes = 2048 } = limits;
  const answer = await readParquetApart(path, columns, { seconds, mebibytes });
  if ("problem" in answer) throw damaged(path, answer.problem);
  const found = answer.columns.map(({ name }) => name);
  expectColumns({ path, columns: found, unit: "row" }, columns);
  const floats = answer.columns.flatMap(({ name, type }) => (type === "FLOAT" ? [name] : []));
  return {
    path,
    unit: "row",
    columns: found,
    rows: answer.rows.map((fields, index) => ({ line: index + 1, fields: { ...fields, ...rounded(fields, floats) } })),
    problems: [],
  };
}

const damaged = (path: string, found: string): UserError =>
  new UserError(`${path}: found ${found}; expected a whole Parquet file. Write or copy it anew.`);

function problemOfEnds(bytes: Buffer): string | undefined {
  if (bytes.length < SHORTEST) return `${bytes.length} bytes`;
  if (bytes.toString("latin1", 0, MAGIC.length) !== MAGIC) return "a file that does not begin with PAR1";
  if (bytes.toString("latin1", bytes.length - MAGIC.length) !== MAGIC)
    return "a file that does not end with PAR1: it is truncated";
  return undefined;
}

const rounded = (fields: Readonly<Record<string, unknown>>, floats: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    floats.flatMap((name) => {
      const value = fields[name];
      return typeof value === "number" ? [[name, shortestFloat32(value)]] : [];
    }),
  );
