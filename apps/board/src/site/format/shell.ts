import { printable } from "@dalmeum/reports/printable";

/** An argument as a shell takes it, to be copied. */
export function quoted(argument: string): string {
  const text = printable(argument);
  return /^[\p{L}\p{N}_.:=,@/+-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
