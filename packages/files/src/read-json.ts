import { readFileSync } from "node:fs";
import { problemsError, UserError } from "@dalmeum/contracts";
import type { z } from "zod";

/**
 * Read a JSON file that must fit `schema`.
 * @param advice what a person should do where it does not.
 * @throws UserError where the file is missing, is not JSON, or does not fit; all misfits together.
 */
export function readJson<T>(path: string, schema: z.ZodType<T>, advice?: string): T {
  const todo = advice === undefined ? "" : `; ${advice}`;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${path}: cannot be read as JSON: ${reason}${todo}`, { cause });
  }
  return fitJson(path, json, schema, advice);
}

/**
 * JSON that has been read and must fit `schema`.
 * @param name what it is called in errors.
 * @throws UserError where it does not fit; all misfits together.
 */
export function fitJson<T>(name: string, json: unknown, schema: z.ZodType<T>, advice?: string): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw problemsError(advice === undefined ? name : `${name}: ${advice}`, parsed.error.issues.map(describe));
}

function describe(issue: z.core.$ZodIssue): string {
  return issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`;
}
