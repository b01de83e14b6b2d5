/** Longer values are cut. */
const LONGEST = 200;

/** A value of a file as a message tells it. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (value === undefined || value === null) return "nothing";
  if (value instanceof Uint8Array) return "bytes that are not UTF-8";
  if (value instanceof Date) return "a date";
  return Array.isArray(value) ? "a list" : "an object";
}
