import { UserError } from "@dalmeum/contracts";
import { canonicalJson, fitFormats, readFormats, writeFileAtomically } from "@dalmeum/files";
import { z } from "zod";
import { RUN_FILES } from "./run-files.ts";
import { runIdentity } from "./run-identity.ts";
import { keyOf, type RunRecord, runRecordSchema } from "./run-record.ts";

export const RECORD_ADVICE = "it was edited or damaged; restore it, or delete the folder to train again";

const FORMAT = 2;

/** A term of an objective that named its loss beside the loss's options, and not as modules name themselves. */
const flatTerm = z
  .looseObject({ loss: z.string(), options: z.unknown() })
  .transform(({ loss, options, ...term }) => ({ ...term, loss: { name: loss, options } }));
const objective = z.looseObject({
  options: z.looseObject({ terms: z.array(z.union([flatTerm, z.unknown()])).exactOptional() }),
});

/**
 * A record whose name is not that of its inputs was edited: nothing that it says is believed. Each format hashed its inputs
 * as they were written, so they are looked at before they are brought up to date.
 */
const named = z
  .looseObject({ seed: z.number(), fold: z.number().optional(), identity: z.string(), inputs: z.looseObject({}) })
  .superRefine(({ inputs, identity, ...record }, { addIssue }) => {
    const computed = runIdentity(inputs, keyOf(record));
    if (identity === computed) return;
    const message = `found ${identity}, its inputs, seed and fold give ${computed}`;
    addIssue({ code: "custom", path: ["identity"], message });
  })
  .transform((record): unknown => record);

const KNOWN: ReadonlySet<string> = new Set(Object.values(RUN_FILES));

/** What a record says twice, it says alike; and files lie in its folder alone. */
const consistent = runRecordSchema.superRefine((record, { addIssue }) => {
  const { settings } = record.inputs.options;
  if (settings !== undefined && canonicalJson(settings) !== canonicalJson(record.settings)) {
    const message = `found ${canonicalJson(record.settings)}, its inputs have ${canonicalJson(settings)}`;
    addIssue({ code: "custom", path: ["settings"], message });
  }
  for (const file of record.status === "finished" ? Object.keys(record.result.files) : []) {
    if (KNOWN.has(file)) continue;
    const shown = JSON.stringify(file.slice(0, 100));
    addIssue({ code: "custom", path: ["result", "files"], message: `found the file ${shown}, which no run has` });
  }
});

/** It had hashes of whole packages, and a hash "unknown" where git could not be read. */
const firstFormat = named
  .pipe(
    z.looseObject({
      inputs: z.looseObject({
        options: z.looseObject({ objective: objective.nullable().exactOptional() }),
        sources: z.unknown(),
        packages: z.unknown(),
      }),
      commit: z.looseObject({ hash: z.string() }),
      pid: z.unknown().optional(),
    }),
  )
  .transform(({ inputs: { sources, packages, ...inputs }, commit, pid: _, ...record }): unknown => ({
    ...record,
    inputs: { ...inputs, code: { sources, packages } },
    commit: commit.hash === "unknown" ? commit.hash : commit,
  }))
  .pipe(consistent);

const secondFormat = named
  .pipe(z.looseObject({ format: z.literal(FORMAT) }))
  .transform(({ format: _, ...record }): unknown => record)
  .pipe(consistent);

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
