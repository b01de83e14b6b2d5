import { problemsError, UserError } from "@dalmeum/contracts";
import type { z } from "zod";
import { shown } from "../shown.ts";
import { parseJson } from "./parse-json.ts";
import { readText } from "./read-text.ts";

/**
 * Read a JSON list of pairs, each with a `guid` that no other has.
 * @param schema of the list.
 * @throws UserError listing up to twenty problems with the position in the list.
 */
export function readJsonList<Pair extends { readonly guid: string }>(
  path: string,
  schema: z.ZodType<readonly Pair[]>,
): readonly Pair[] {
  const parsed = schema.safeParse(jsonOf(path, readText(path)), { reportInput: true });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path: at, input, message }) => `at ${at.join(".") || "the begin"}: found ${shown(input)}, expected ${message}`,
    );
    throw problemsError(path, problems);
  }
  const repeated = repeatedGuids(parsed.data.map(({ guid }) => guid));
  if (repeated.length > 0) throw problemsError(path, repeated);
  return parsed.data;
}

function jsonOf(path: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    throw new UserError(`${path}: ${String(cause)}; expected a JSON list of pairs`, { cause });
  }
}

function repeatedGuids(guids: readonly string[]): readonly string[] {
  const first = new Map<string, number>();
  return guids.flatMap((guid, index) => {
    const before = first.get(guid);
    if (before !== undefined)
      return [`at ${index}.guid: found "${guid}" again (first at ${before}), expected each id once`];
    first.set(guid, index);
    return [];
  });
}
