import type { OutputStream } from "./progress.ts";

/** Where no terminal tells its width. */
const COLUMNS = 100;
/** Longer lines are hard to read. */
const MOST_COLUMNS = 120;

/** As wide as the terminal, or as is easy to read. */
export const readableColumns = ({ columns }: OutputStream): number => Math.min(columns ?? COLUMNS, MOST_COLUMNS);
