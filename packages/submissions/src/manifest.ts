import { join, sep } from "node:path";
import { parseReference } from "@dalmeum/experiments";
import { canonicalJson, readFormats, sha256, writeFileAtomically } from "@dalmeum/files";
import { z } from "zod";
import {
  commitSchema,
  hash,
  hashes,
  isReached,
  type RecordedInputs,
  runFolder,
  type RunMetrics,
  runMetricsSchema,
} from "@dalmeum/runs";

/** Names that lead out of experiments/ are none. */
const reference = z
  .string()
  .refine((text) => /^[^:/\\]+(:[^/\\]*)?$/.test(text) && !text.startsWith("."), "an experiment");

export const MANIFEST = "manifest.json";
export const SUBMISSION = "submission.csv";

const FORMAT = 3;

const memberRunSchema = z.strictObject({
  seed: z.int().nonnegative(),
  fold: z.int().positive().exactOptional(),
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
export interface MemberRun extends z.infer<typeof memberRunSchema> {
  /** Relative to the workspace root, with slashes; it follows from the rest and is not kept. */
  readonly path: string;
}

/** Predictions are kept with six digits, which Pearson's r follows; ranks of what was nearly equal do not. */
const metricsSchema = runMetricsSchema.omit({ spearman: true });
export type KeptMetrics = z.infer<typeof metricsSchema>;

export const keptMetrics = ({ pairs, pearson }: RunMetrics): KeptMetrics => ({ pairs, pearson });

const memberSchema = z.strictObject({ experiment: reference, runs: z.array(memberRunSchema).min(1) });

const fileSchema = z.strictObject({
  /** As the command line names it. */
  experiment: reference,
  /** Of the pipeline, from its package.json; with the commit it says what rebuilds the submission. */
  version: z.string(),
  commit: commitSchema,
  dev: metricsSchema,
  /** Null where the experiment has no folds. */
  outOfFold: metricsSchema.nullable(),
  /** What was blended; the experiment alone where it is no ensemble. */
  members: z.array(memberSchema).min(1),
  /** Hash of every other file of the folder. */
  files: hashes,
});

/** With the paths that its runs have. */
const manifestSchema = fileSchema.transform(({ members, ...manifest }) => ({
  ...manifest,
  members: members.map(({ experiment, runs }) => ({
    experiment,
    runs: runs.map((run): MemberRun => ({ ...run, path: memberRunPath(experiment, run) })),
  })),
}));

/** What a submission was made of. */
export type SubmissionManifest = z.infer<typeof manifestSchema>;

function memberRunPath(experiment: string, { seed, fold, identity }: z.infer<typeof memberRunSchema>): string {
  const key = fold === undefined ? { seed } : { seed, fold };
  return runFolder(`experiments/${parseReference(experiment).name}`, key, identity).replaceAll(sep, "/");
}

/** A commit was an object anyhow, with a hash "unknown" where git could not be read. */
const upgradeCommit = (commit: { readonly hash: string }): unknown =>
  commit.hash === "unknown" ? commit.hash : commit;

const firstCommit = z.looseObject({ hash: z.string() });
const PATH = /^experiments\/([^/]+)\/runs\/seed-(\d+)(?:-fold-(\d+))?-([0-9a-f]{8})$/;

/** Where a run lay said which it is, and its name and identity said so too. */
const earlierMember = z
  .looseObject({
    experiment: reference,
    runs: z.array(z.looseObject({ path: z.string().regex(PATH), identity: hash })),
  })
  .superRefine(({ experiment, runs }, { addIssue }) => {
    for (const [index, { path, identity }] of runs.entries()) {
      const [, name, , , begins] = PATH.exec(path) ?? [];
      if (name === experiment.split(":", 1)[0] && identity.startsWith(begins ?? "-")) continue;
      addIssue({ code: "custom", path: ["runs", index, "path"], message: `found ${path}, the run of ${identity}` });
    }
  })
  .transform(({ runs, ...member }) => ({
    ...member,
    runs: runs.map(({ path, ...run }) => {
      const [, , seed, fold] = PATH.exec(path) ?? [];
      return { ...run, seed: Number(seed), ...(fold === undefined ? {} : { fold: Number(fold) }) };
    }),
  }));

const earlierMetrics = runMetricsSchema.transform(keptMetrics);

/** It kept paths of runs, and things that nothing gives or anybody can count. */
const secondFormat = z
  .looseObject({
    ...{ rows: z.unknown(), createdAt: z.unknown(), members: z.array(earlierMember) },
    ...{ dev: earlierMetrics, outOfFold: earlierMetrics.nullable() },
  })
  .transform(({ format: _, rows: _rows, createdAt: _at, ...manifest }): unknown => manifest)
  .pipe(manifestSchema);

const firstRun = z.looseObject({ commit: firstCommit, engine: z.looseObject({}) }).transform((run) => ({
  ...run,
  commit: upgradeCommit(run.commit),
  code: null,
  engine: { ...run.engine, versions: null },
}));

const firstFormat = z
  .looseObject({ commit: firstCommit, members: z.array(z.looseObject({ runs: z.array(firstRun) })) })
  .transform(({ commit, ...manifest }): unknown => ({ ...manifest, commit: upgradeCommit(commit) }))
  .pipe(secondFormat);

const thirdFormat = z
  .looseObject({ format: z.literal(FORMAT) })
  .transform(({ format: _, ...manifest }): unknown => manifest)
  .pipe(manifestSchema);

/**
 * Read manifest.json, of this version of dalmeum or an earlier one.
 * @throws UserError where it is missing, damaged or of a later one.
 */
export function readSubmissionManifest(folder: string): SubmissionManifest {
  return readFormats(
    join(folder, MANIFEST),
    [firstFormat, secondFormat, thirdFormat],
    "it was edited or damaged; submit again",
  );
}

/** Write manifest.json, in today's format. */
export function writeSubmissionManifest(folder: string, manifest: SubmissionManifest): void {
  const members = manifest.members.map(({ experiment, runs }) => ({
    experiment,
    runs: runs.map(({ path: _, ...run }) => run),
  }));
  const text = JSON.stringify({ format: FORMAT, ...manifest, members }, null, 2);
  writeFileAtomically(join(folder, MANIFEST), [Buffer.from(`${text}\n`)]);
}

/** What a manifest keeps of a run's code, to be held beside the workspace's. */
export const codeHash = (code: RecordedInputs["code"]): string | null =>
  isReached(code) ? sha256(canonicalJson(code)) : null;
