import type { KeyObject } from "node:crypto";
import { type EngineDescription, PRECISIONS, UserError } from "@dalmeum/contracts";
import { canonicalJson, sha256 } from "@dalmeum/files";
import { z } from "zod";
import type { WantedRuns } from "../cluster.ts";
import { isSealed, seal } from "./seal.ts";
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

const sealedSchema = z.strictObject({
  /** Stays where a job is sent anew: events of both are one run's. */
  run: z.uuid(),
  /** Of workspaces, for whoever leaves its runs to others. */
  group: z.string(),
  job: jobSchema,
  signature: z.string(),
});

export type SealedJob = z.infer<typeof sealedSchema>;

const PURPOSE = "a run that dalmeum makes";

export const jobsOf = ({ workspace, engine, node, runs }: WantedRuns): readonly Job[] =>
  runs.map((run) => ({
    ...run,
    workspace: workspace.sha256,
    engine: engine.name,
    precision: engine.precision,
    node,
  }));

export function sealJob(key: KeyObject, run: string, job: Job): SealedJob {
  const group = workspaceGroup(key, job.workspace);
  return { run, group, job, signature: seal(key, PURPOSE, { run, group, job }) };
}

/** A job's row, whoever wrote it. @throws ZodError where it is none. */
export const parseSealedJob = (data: unknown): SealedJob => sealedSchema.parse(data);

/** @throws UserError where nobody with the key has asked for it. */
export function openSealedJob(key: KeyObject, { signature, ...wanted }: SealedJob): Job {
  if (isSealed(key, PURPOSE, wanted, signature)) return wanted.job;
  throw new UserError("the run's job is signed with another key than this node's, or was changed in the database");
}

/** Workers that compute the same take from the same queue; two sweeps that want a run meet there. */
export function queueName({ name, precision, versions }: EngineDescription, node: number): string {
  return `runs-${sha256(canonicalJson({ name, precision, versions, node })).slice(0, 24)}`;
}

/** The experiment of a reference. */
export const experimentOf = ({ reference }: Pick<Job, "reference">): string => reference.split(":", 1).join("");
