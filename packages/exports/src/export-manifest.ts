import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "@dalmeum/files";
import { z } from "zod";
import { commitSchema, runMetricsSchema } from "@dalmeum/runs";

/** What makes a folder an export. */
export const MANIFEST = "dalmeum.json";

const count = z.int().positive();

const readingSchema = z.strictObject({
  sequencesPerPair: z.literal([1, 2]),
  templates: z.tuple([z.string(), z.string()]),
  sources: z.array(z.string()),
  vocabSize: count,
  typeVocabSize: z.int().nonnegative(),
  padTokenId: z.int().nonnegative(),
  maxLength: count,
  symmetric: z.boolean(),
});

const servingSchema = z.strictObject({
  name: z.string().regex(/^[\w.-]+$/, "a file in the folder"),
  pairs: count,
  inputs: z.array(z.string()),
});

const manifestSchema = z.strictObject({
  format: z.literal(1),
  run: z.strictObject({
    experiment: z.string(),
    seed: z.int().nonnegative(),
    identity: z.string(),
    commit: commitSchema,
  }),
  dev: runMetricsSchema,
  reading: readingSchema,
  /** Null where the model has no ONNX file. */
  serving: servingSchema.nullable(),
});

/** dalmeum.json: what `predict` needs of an exported folder, and which run it is of. */
export type ExportManifest = z.infer<typeof manifestSchema>;

/** Whether a folder is an export. */
export const isExport = (folder: string): boolean => existsSync(join(folder, MANIFEST));

/** @throws UserError where the file is damaged, or of another version. */
export const readManifest = (folder: string): ExportManifest =>
  readJson(join(folder, MANIFEST), manifestSchema, "expected what `npx dalmeum export` writes: export the run again");
