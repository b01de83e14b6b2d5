import { problemsError, UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { shown } from "./shown.ts";

/** Text by name. Problems are told as one: zod cannot carry a hundred thousand of them up from inside. */
export const textsSchema = z.custom<Readonly<Record<string, string>>>(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((text) => typeof text === "string"),
  "expected text by name",
);

/** Lengths of axes, at most the 64 that torch takes; for the same reason their number is checked before they are. */
export const sizesSchema = z
  .array(z.unknown())
  .max(64)
  .pipe(z.array(z.int().min(0)));

/**
 * JSON in UTF-8 that must fit `schema`.
 * @param what the bytes are, e.g. a file's header.
 * @throws UserError where they are not JSON, or do not fit; all misfits together.
 */
export function parseJson<T>(path: string, what: string, bytes: Uint8Array, schema: z.ZodType<T>, advice: string): T {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new UserError(`${path}: ${what} is not JSON in UTF-8; ${advice}`, { cause });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw problemsError(
    path,
    parsed.error.issues.map((issue) => `${what}: ${shown(issue.path.join("."))}: ${issue.message}`),
  );
}
