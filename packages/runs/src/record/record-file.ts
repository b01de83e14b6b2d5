import { UserError } from "@dalmeum/contracts";
import { fitFormats, readFormats, writeFileAtomically } from "@dalmeum/files";
import { z } from "zod";
import { type RunRecord, runRecordSchema } from "./run-record.ts";

export const RECORD_ADVICE = "it was edited or damaged; restore it, or delete the folder to train again";

const FORMAT = 2;

/** A term of an objective that named its loss beside the loss's options, and not as modules name themselves. */
const flatTerm = z
  .looseObject({ loss: z.string(), options: z.unknown() })
  .transform(({ loss, options, ...term }) => ({ ...term, loss: { name: loss, options } }));
const objective = z.looseObject({
  options: z.looseObject({ terms: z.array(z.union([flatTerm, z.unknown()])).exactOptional() }),
});

/** It had hashes of whole packages, and a hash "unknown" where git could not be read. */
const firstFormat = z
  .looseObject({
    inputs: z.looseObject({
      options: z.looseObject({ objective: objective.nullable().exactOptional() }),
      sources: z.unknown(),
      packages: z.unknown(),
    }),
    commit: z.looseObject({ hash: z.string() }),
    pid: z.unknown().optional(),
  })
  .transform(({ inputs: { sources, packages, ...inputs }, commit, pid: _, ...record }): unknown => ({
    ...record,
    inputs: { ...inputs, code: { sources, packages } },
    commit: commit.hash === "unknown" ? commit.hash : commit,
  }))
  .pipe(runRecordSchema);

const secondFormat = z
  .looseObject({ format: z.literal(FORMAT) })
  .transform(({ format: _, ...record }): unknown => record)
  .pipe(runRecordSchema);

const FORMATS = [firstFormat, secondFormat];

/**
 * Read run.json, of this version of dalmeum or an earlier one.
 * @throws UserError where it is missing, damaged or of a later one.
 */
export function readRunRecord(path: string): RunRecord {
  return readFormats(path, FORMATS, RECORD_ADVICE);
}

/**
 * The same of the text of a run.json that lies elsewhere.
 * @param name what it is called in errors.
 * @throws UserError where it is damaged or of a later version.
 */
export function parseRunRecord(name: string, text: string): RunRecord {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new UserError(`${name}: is no JSON`, { cause });
  }
  return fitFormats(name, json, FORMATS);
}

/** Write run.json whole, in today's format. */
export function writeRunRecord(path: string, record: RunRecord): void {
  const text = JSON.stringify({ format: FORMAT, ...record }, null, 2);
  writeFileAtomically(path, [Buffer.from(`${text}\n`)]);
}
