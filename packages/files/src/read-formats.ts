import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { fitJson, readJson } from "./read-json.ts";

/** A file of the first format need not say so. */
const formatSchema = z.looseObject({ format: z.int().positive().default(1) });

/**
 * Read a JSON file that versions of dalmeum have written in several formats, counted from 1 by its `format`.
 * @param formats schemas of the formats in their order, each of which gives today's value.
 * @param advice what a person should do where it does not fit its format.
 * @throws UserError as `readJson`, or where the format is a later one.
 */
export function readFormats<T>(path: string, formats: readonly z.ZodType<T>[], advice?: string): T {
  return fitFormats(path, readJson(path, z.unknown(), advice), formats, advice);
}

/**
 * The same of JSON that has been read.
 * @param name what it is called in errors.
 */
export function fitFormats<T>(name: string, json: unknown, formats: readonly z.ZodType<T>[], advice?: string): T {
  const { format } = fitJson(name, json, formatSchema, advice);
  const schema = formats[format - 1];
  if (schema === undefined) {
    throw new UserError(
      `${name}: found format ${format}, this version of dalmeum reads up to ${formats.length}; update it`,
    );
  }
  return fitJson(name, json, schema, advice);
}
