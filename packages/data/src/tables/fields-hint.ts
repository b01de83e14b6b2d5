import { type Separator, SEPARATOR_NAMES } from "./separators.ts";

/** Columns of numbers that may have decimals. */
const DECIMALS = new Set(["label", "target", "prediction", "score"]);

/** Why a row may have more fields than columns: a decimal comma where a number begins, or a separator without quotes. */
export function fieldsHint(columns: readonly string[], fields: readonly string[], separator: Separator): string {
  const isSplit = columns.some(
    (column, index) =>
      DECIMALS.has(column) && /^\s*[+-]?\d+$/u.test(fields[index] ?? "") && /^\d+\s*$/u.test(fields[index + 1] ?? ""),
  );
  const own = fields.length - columns.length;
  const isOfNumbers = own <= columns.filter((column) => DECIMALS.has(column)).length;
  if (separator === "," && isSplit && isOfNumbers) {
    return "; a number needs a point as decimal sign, not a comma";
  }
  const what = columns.some((column) => column.startsWith("sentence")) ? "sentence" : "field";
  return `; a ${what} with a ${SEPARATOR_NAMES[separator]} needs double quotes around it`;
}
