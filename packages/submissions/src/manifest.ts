import { join } from "node:path";
import { canonicalJson, readFormats, sha256, writeFileAtomically } from "@dalmeum/files";
import { z } from "zod";
import { commitSchema, hash, hashes, isReached, type RecordedInputs, runMetricsSchema } from "@dalmeum/runs";

export const MANIFEST = "manifest.json";
export const SUBMISSION = "submission.csv";

const FORMAT = 2;

const memberRunSchema = z.strictObject({
  /** Relative to the workspace root. */
  path: z.string(),
  identity: hash,
  commit: commitSchema,
  /** Hash of the code that it follows from; null where its identity is of the earlier kind, which hashed whole packages. */
  code: hash.nullable(),
  /** Hash of each file that its pairs were read from. */
  data: hashes,
  /** Versions are null where they were not kept. */
  engine: z.strictObject({
    name: z.string(),
    precision: z.string(),
    versions: z.record(z.string(), z.string()).nullable(),
  }),
});

/** A run that a submission is made of. */
export type MemberRun = z.infer<typeof memberRunSchema>;

const manifestSchema = z.strictObject({
  /** As the command line names it. */
  experiment: z.string(),
  /** Of the pipeline, from its package.json; with the commit it says what rebuilds the submission. */
  version: z.string(),
  commit: commitSchema,
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

/** What a submission was made of. */
export type SubmissionManifest = z.infer<typeof manifestSchema>;

/** A commit was an object anyhow, with a hash "unknown" where git could not be read. */
const upgradeCommit = (commit: { readonly hash: string }): unknown =>
  commit.hash === "unknown" ? commit.hash : commit;

const firstCommit = z.looseObject({ hash: z.string() });
const firstRun = z
  .looseObject({ commit: firstCommit, engine: z.looseObject({}) })
  .transform((run) => ({
    ...run,
    commit: upgradeCommit(run.commit),
    code: null,
    engine: { ...run.engine, versions: null },
  }));

const firstFormat = z
  .looseObject({
    format: z.literal(1),
    commit: firstCommit,
    members: z.array(z.looseObject({ runs: z.array(firstRun) })),
  })
  .transform(({ format: _, commit, ...manifest }): unknown => ({ ...manifest, commit: upgradeCommit(commit) }))
  .pipe(manifestSchema);

const secondFormat = z
  .looseObject({ format: z.literal(FORMAT) })
  .transform(({ format: _, ...manifest }): unknown => manifest)
  .pipe(manifestSchema);

/**
 * Read manifest.json, of this version of dalmeum or an earlier one.
 * @throws UserError where it is missing, damaged or of a later one.
 */
export function readSubmissionManifest(folder: string): SubmissionManifest {
  return readFormats(join(folder, MANIFEST), [firstFormat, secondFormat], "it was edited or damaged; submit again");
}

/** Write manifest.json, in today's format. */
export function writeSubmissionManifest(folder: string, manifest: SubmissionManifest): void {
  const text = JSON.stringify({ format: FORMAT, ...manifest }, null, 2);
  writeFileAtomically(join(folder, MANIFEST), [Buffer.from(`${text}\n`)]);
}

/** What a manifest keeps of a run's code, to be held beside the workspace's. */
export const codeHash = (code: RecordedInputs["code"]): string | null =>
  isReached(code) ? sha256(canonicalJson(code)) : null;
