import { join } from "node:path";
import { readJson } from "@dalmeum/files";
import { z } from "zod";
import { hash, hashes, runMetricsSchema } from "@dalmeum/runs";

export const MANIFEST = "manifest.json";
export const SUBMISSION = "submission.csv";

const commit = z.strictObject({ hash: z.string(), dirty: z.boolean() });

const memberRunSchema = z.strictObject({
  /** Relative to the workspace root. */
  path: z.string(),
  identity: hash,
  commit,
  /** Hash of each file that its pairs were read from. */
  data: hashes,
  engine: z.strictObject({ name: z.string(), precision: z.string() }),
});

const manifestSchema = z.strictObject({
  format: z.literal(1),
  /** As the command line names it. */
  experiment: z.string(),
  /** Of the pipeline, from its package.json; with the commit it says what rebuilds the submission. */
  version: z.string(),
  commit,
  createdAt: z.iso.datetime(),
  rows: z.int().positive(),
  dev: runMetricsSchema,
  /** Null where the experiment has no folds. */
  outOfFold: runMetricsSchema.nullable(),
  /** What was blended; the experiment alone where it is no ensemble. */
  members: z.array(z.strictObject({ experiment: z.string(), runs: z.array(memberRunSchema) })).min(1),
  /** Hash of every other file of the folder. */
  files: hashes,
});

/** manifest.json: what a submission was made of. */
export type SubmissionManifest = z.infer<typeof manifestSchema>;

/** @throws UserError where it is missing or damaged. */
export function readSubmissionManifest(folder: string): SubmissionManifest {
  return readJson(join(folder, MANIFEST), manifestSchema, "it was edited or damaged; submit again");
}
