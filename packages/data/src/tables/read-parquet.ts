import { UserError } from "@dalmeum/contracts";
import { f16round } from "@petamoriken/float16";
import { readBytes } from "../files/read-bytes.ts";
import { expectColumns } from "./expect-columns.ts";
import { type ParquetLimits, readParquetApart } from "./read-parquet-apart.ts";
import { shortestDecimal } from "./shortest-decimal.ts";
import type { Table } from "./table.ts";

const MAGIC = "PAR1";
/** To the nearest number of a type that holds fewer digits than JavaScript's. */
const ROUNDING = new Map<string, (value: number) => number>([
  ["FLOAT", Math.fround],
  ["FLOAT16", f16round],
]);
/** magic, an empty footer, its length, magic. */
const SHORTEST = 12;

/**
 * Read columns of a Parquet file. Text that is not UTF-8 stays bytes, which no text field takes.
 * @param limits by default 1.8 s of the processor's time and 1 s for each megabyte, and 960 MiB and 32 for each.
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
  const megabytes = bytes.length / 1e6;
  const { seconds = 1.8 + megabytes, mebibytes = Math.ceil(960 + 32 * megabytes) } = limits;
  const answer = await readParquetApart(path, columns, { seconds, mebibytes });
  if ("problem" in answer) throw damaged(path, answer.problem);
  const found = answer.columns.map(({ name }) => name);
  expectColumns({ path, columns: found, unit: "row" }, columns);
  const narrow = answer.columns.flatMap(({ name, type }) => {
    const round = type === undefined ? undefined : ROUNDING.get(type);
    return round ? [{ name, round }] : [];
  });
  return {
    path,
    unit: "row",
    columns: found,
    rows: answer.rows.map((fields, index) => ({ line: index + 1, fields: { ...fields, ...shortest(fields, narrow) } })),
    problems: [],
    notes: [],
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

function shortest(
  fields: Readonly<Record<string, unknown>>,
  narrow: readonly { readonly name: string; readonly round: (value: number) => number }[],
): Record<string, unknown> {
  return Object.fromEntries(
    narrow.flatMap(({ name, round }) => {
      const value = fields[name];
      return typeof value === "number" ? [[name, shortestDecimal(value, round)]] : [];
    }),
  );
}
