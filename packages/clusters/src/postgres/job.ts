import type { KeyObject } from "node:crypto";
import { type EngineDescription, PRECISIONS } from "@dalmeum/contracts";
import { canonicalJson, createEnvelope, sha256 } from "@dalmeum/files";
import { z } from "zod";
import type { WantedRuns } from "../cluster.ts";
import { workspaceGroup } from "./workspaces.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const jobSchema = z.strictObject({
  identity: hash,
  /** As an argument of a program it must not read as a flag. */
  reference: z.string().regex(/^[^-]/),
  seed: z.int().nonnegative(),
  fold: z.int().nonnegative().optional(),
  /** Of the workspace's archive. */
  workspace: hash,
  engine: z.string().regex(/^[a-z]/),
  precision: z.enum(PRECISIONS),
  /** Node's major version. */
  node: z.int().positive(),
});

/** A run as workers are asked for it. */
export type Job = z.infer<typeof jobSchema>;

const wantedSchema = z.strictObject({
  /** Stays where a job is sent anew: events of both are one run's. */
  run: z.uuid(),
  /** Of workspaces, for whoever leaves its runs to others. */
  group: z.string(),
  job: jobSchema,
});

const envelope = createEnvelope("a run that a worker of dalmeum makes", wantedSchema);

const sealedSchema = wantedSchema.extend({ format: z.number(), signature: z.string() });

/** As it lies in the database. */
export type SealedJob = z.infer<typeof sealedSchema>;

export const jobsOf = ({ workspace, engine, node, runs }: WantedRuns): readonly Job[] =>
  runs.map((run) => ({
    ...run,
    workspace: workspace.sha256,
    engine: engine.name,
    precision: engine.precision,
    node,
  }));

export function sealJob(key: KeyObject, run: string, job: Job): SealedJob {
  const sealed = envelope.seal(key, { run, group: workspaceGroup(key, job.workspace), job });
  return parseSealedJob(JSON.parse(Buffer.from(sealed).toString()));
}

/** A job's row, whoever wrote it. @throws ZodError where it is none. */
export const parseSealedJob = (data: unknown): SealedJob => sealedSchema.parse(data);

/** @throws UserError where nobody with the key has asked for it. */
export const openSealedJob = (key: KeyObject, sealed: SealedJob): Job =>
  envelope.open("the run's job in the database", key, Buffer.from(JSON.stringify(sealed))).job;

/** Workers that compute the same take from the same queue; two sweeps that want a run meet there. */
export function queueName({ name, precision, versions }: EngineDescription, node: number): string {
  return `runs-${sha256(canonicalJson({ name, precision, versions, node })).slice(0, 24)}`;
}

/** The experiment of a reference. */
export const experimentOf = ({ reference }: Pick<Job, "reference">): string => reference.split(":", 1).join("");
