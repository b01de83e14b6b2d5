import { LosslessNumber } from "lossless-json";

/** Longer values are cut. */
const LONGEST = 200;

/** A value of a file as a message tells it. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(cut(value));
  if (value instanceof LosslessNumber) return cut(value.value);
  // A float past 2^53 has other digits in JavaScript than in the file's own tools.
  if (typeof value === "number" && Number.isFinite(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER)
    return "a number past 2^53";
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (value === undefined || value === null) return "nothing";
  if (value instanceof Uint8Array) return "bytes that are not UTF-8";
  if (value instanceof Date) return "a date";
  return Array.isArray(value) ? "a list" : "an object";
}

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
