import { readFileSync } from "node:fs";
import { problemsError, UserError } from "@dalmeum/contracts";
import type { z } from "zod";

/**
 * Read a JSON file that must fit `schema`.
 * @throws UserError where the file is missing, is not JSON, or does not fit; all misfits together.
 */
export function readJson<T>(path: string, schema: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new UserError(`${path}: cannot be read as JSON: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw problemsError(path, parsed.error.issues.map(describe));
}

function describe(issue: z.core.$ZodIssue): string {
  return issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`;
}
