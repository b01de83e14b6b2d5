import { problemsError, UserError } from "@dalmeum/contracts";
import type { z } from "zod";
import { shown } from "./shown.ts";

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
