import { z } from "zod";
import { METRICS, settingSchema } from "@dalmeum/experiments";
import type { RunKey } from "./run-key.ts";

export const hash = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in hexadecimal");
export const hashes = z.record(z.string(), hash);
const versions = z.record(z.string(), z.string());
/** NaN has no JSON: a correlation of constant predictions is null. */
const metric = z.number().nullable();
const interval = z.strictObject({ estimate: metric, low: metric, high: metric, level: z.number() });

const difference = z.strictObject({ estimate: z.number(), low: z.number(), high: z.number(), level: z.number() });

const codeSchema = z.strictObject({
  /** Of what can be reached: the run keeps its text. */
  hash,
  /** Packages of a registry that the code imports, as the lockfile has them. */
  packages: z.record(z.string(), z.strictObject({ version: z.string().nullable(), integrity: z.string().nullable() })),
  /** Hash of the value of each environment variable that the code reads; null where it is not set. */
  environment: z.record(z.string(), hash.nullable()),
});

/** The code that a result follows from. */
export type RunCode = z.infer<typeof codeSchema>;

const packageCodeSchema = z.strictObject({
  /** Hash of the source of each workspace package, by name. */
  sources: hashes,
  /** Installed version of each package of a registry, by name. */
  packages: versions,
});

/** What identities held of code before: whole packages, whatever of them was reached. */
export type PackageCode = z.infer<typeof packageCodeSchema>;

/** Whether code is told as it is today, so that it can be compared with today's. */
export const isReached = (code: RunCode | PackageCode): code is RunCode => "hash" in code;

/** Runs of another experiment that runs of this one may start from, those of its seeds in their order. */
export const startsSchema = z.array(z.strictObject({ seed: z.int().nonnegative(), identity: hash })).min(1);

export const inputsSchema = z.strictObject({
  options: z.record(z.string(), z.unknown()),
  data: hashes,
  checkpoint: hashes,
  code: codeSchema,
  engine: z.strictObject({ name: z.string(), precision: z.string(), versions }),
  /** Of an ensemble: hash of the predictions of each member's run, by the run's path. */
  members: hashes.exactOptional(),
  /** Of a model that starts from another's weights: the runs that have them; of a run that was made, the one that it started from. */
  starts: startsSchema.exactOptional(),
});

/** What a run's result follows from, besides its seed. */
export type RunInputs = z.infer<typeof inputsSchema>;

const recordedInputsSchema = inputsSchema.extend({ code: z.union([codeSchema, packageCodeSchema]) });

/** The same as a record has it, which may be older than today's identity. */
export type RecordedInputs = z.infer<typeof recordedInputsSchema>;

export const commitSchema = z.union([
  z.literal("unknown"),
  z.strictObject({
    hash: z.string(),
    /** Whether files that something is built from differed from it. */
    dirty: z.boolean(),
  }),
]);

/** The commit that something was made from; unknown where git could not be read. */
export type Commit = z.infer<typeof commitSchema>;

/** Metrics of some pairs, each with its bootstrap interval. */
export const runMetricsSchema = z.strictObject({ pairs: z.int().positive(), pearson: interval, spearman: interval });
export type RunMetrics = z.infer<typeof runMetricsSchema>;

const gainSchema = z.strictObject({ name: z.string(), pearson: z.number(), gain: difference });

/** What an ensemble learned; Pearson's r of out-of-fold predictions with their gold scores. */
const blendSchema = z.strictObject({
  members: z.array(
    z.strictObject({
      experiment: z.string(),
      weight: z.number(),
      pearson: z.number(),
      /** r without the member, and what it adds to the blend; null of the only member. */
      without: z.number().nullable(),
      adds: difference.nullable(),
    }),
  ),
  /** Modules that some members use: r of the blend without those members, and what they add to it. */
  modules: z.array(
    z.strictObject({
      modules: z.array(z.string()),
      members: z.array(z.string()),
      without: z.number().nullable(),
      adds: difference.nullable(),
    }),
  ),
  /** r on what the blend was fitted on, and r on nested folds, which it was not fitted on. */
  fitted: z.number(),
  nested: z.number(),
  /** Each step of post-processing: r after it, and what it adds, on nested folds. */
  postProcessing: z.array(gainSchema),
});
export type BlendResult = z.infer<typeof blendSchema>;

const resultSchema = z.strictObject({
  finishedAt: z.iso.datetime(),
  dev: runMetricsSchema,
  /** Of some of the pairs that it trained on; absent where it trained on none. */
  train: runMetricsSchema.exactOptional(),
  /** Of the pairs that were held out; absent where none were. */
  heldOut: runMetricsSchema.exactOptional(),
  trainPairs: z.int().positive(),
  /** Wall clock of training and of predicting. */
  seconds: z.strictObject({ training: z.number(), prediction: z.number() }),
  trainingPairsPerSecond: z.number(),
  /** Largest resident size of the process so far, 10^6 bytes. */
  peakMemoryMegabytes: z.number(),
  /** Hash of each file that the run wrote. */
  files: hashes,
  /** Of an ensemble. */
  blend: blendSchema.exactOptional(),
});

/** What a finished run has to show. */
export type RunResult = z.infer<typeof resultSchema>;

const hypothesisSchema = z.union([
  z.string(),
  z.strictObject({
    claim: z.string(),
    control: z.string(),
    treatment: z.string().exactOptional(),
    metric: z.enum(METRICS),
    smallestDifference: z.number(),
  }),
]);

const startSchema = z.strictObject({
  experiment: z.string(),
  hypothesis: hypothesisSchema.optional(),
  settings: z.record(z.string(), settingSchema),
  seed: z.int().nonnegative(),
  fold: z.int().positive().optional(),
  identity: hash,
  inputs: recordedInputsSchema,
  commit: commitSchema,
  machine: z.strictObject({
    host: z.string(),
    platform: z.string(),
    cpu: z.string(),
    cores: z.int(),
    node: z.string(),
  }),
  startedAt: z.iso.datetime(),
});

/** What is known when a run starts. */
export type RunStart = z.infer<typeof startSchema>;

/** Which of its experiment's runs a record is of. */
export function keyOf({ seed, fold }: Pick<RunStart, "seed" | "fold">): RunKey {
  return fold === undefined ? { seed } : { seed, fold };
}

/** What run.json holds, in whichever format. */
export const runRecordSchema = z.discriminatedUnion("status", [
  startSchema.extend({ status: z.literal("running") }),
  startSchema.extend({ status: z.enum(["unfinished", "failed"]), reason: z.string() }),
  startSchema.extend({ status: z.literal("finished"), result: resultSchema }),
]);

export type RunRecord = z.infer<typeof runRecordSchema>;

export type FinishedRun = Extract<RunRecord, { status: "finished" }>;
