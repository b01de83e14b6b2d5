/** One row: its fields by column name as they stand in the file, and where it is. */
export interface Row {
  /** The line on which it begins; in a file without lines its number, from 1 on. */
  readonly line: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A file as rows, and what is wrong with rows that did not fit. */
export interface Table {
  readonly path: string;
  /** What rows are counted by. */
  readonly unit: "line" | "row";
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly problems: readonly string[];
  /** What a person should know of how it was read. */
  readonly notes: readonly string[];
}

/**
 * Read the columns that are named; further ones may be left out.
 * @throws UserError where the file cannot be read, or lacks one.
 */
export type ReadTable = (path: string, columns: readonly string[]) => Table | Promise<Table>;
