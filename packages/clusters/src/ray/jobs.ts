import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import type { PackedWorkspace } from "../workspace/pack-workspace.ts";
import { driverPackage, sendPackage, unexpected } from "./packages.ts";
import type { RayClient } from "./ray-client.ts";

const jobSchema = z.object({
  submission_id: z.string().nullish(),
  status: z.string(),
  message: z.string().nullish(),
  start_time: z.number().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

/** A job of ours. */
export interface Job {
  readonly id: string;
  readonly status: string;
  /** Why it failed, where it did. */
  readonly message: string;
  readonly started: number;
  readonly experiments: readonly string[];
  /** How many it makes. */
  readonly runs: number;
}

/** What ends no more. */
const UNDER_WAY = ["PENDING", "RUNNING"];
export const isUnderWay = ({ status }: Job): boolean => UNDER_WAY.includes(status);

/** Names of jobs that make runs start so, and no others do. */
export const SWEEPS = "dalmeum-runs-";
export const DESCRIPTIONS = "dalmeum-nodes-";

/** Jobs of ours whose names start so, oldest first. */
export async function listJobs(client: RayClient, start: string, signal: AbortSignal): Promise<readonly Job[]> {
  const answer = await client.ask("/api/jobs/", signal);
  if (answer.status !== 200) throw unexpected(client, "does not list its jobs", answer);
  return parse(client, z.array(jobSchema), answer.text)
    .map(toJob)
    .filter(({ id }) => id.startsWith(start))
    .toSorted((a, b) => a.started - b.started);
}

export async function readJob(client: RayClient, id: string, signal: AbortSignal): Promise<Job> {
  const answer = await client.ask(`/api/jobs/${id}`, signal);
  if (answer.status === 404) {
    throw new UserError(
      `Ray at ${client.address} no longer knows the job ${id}: its head node was started anew. The same command again makes only what is missing`,
    );
  }
  if (answer.status !== 200) throw unexpected(client, `does not describe the job ${id}`, answer);
  return toJob(parse(client, jobSchema, answer.text));
}

export interface NewJob {
  readonly name: string;
  readonly workspace: PackedWorkspace;
  /** What its driver reads. */
  readonly wanted: object;
  readonly experiments: readonly string[];
  readonly runs: number;
}

/**
 * Submit a job. Its driver is a package of its own, so that it is that of this version whatever the workspace holds.
 * @returns false where there is one of this name.
 */
export async function submitJob(client: RayClient, job: NewJob, signal: AbortSignal): Promise<boolean> {
  const [workspace, driver] = [
    await sendPackage(client, job.workspace, signal),
    await sendPackage(client, driverPackage(job.wanted), signal),
  ];
  const answer = await client.ask("/api/jobs/", signal, {
    method: "POST",
    body: {
      submission_id: job.name,
      // `python` is seldom the one that Ray is installed in: the hook leaves the right one's path.
      entrypoint: `exec "\${DALMEUM_PYTHON:-python3}" -m dalmeum_ray`,
      metadata: { experiments: JSON.stringify(job.experiments), runs: String(job.runs) },
      runtime_env: {
        working_dir: workspace,
        py_modules: [driver],
        env_vars: { __RAY_WORKER_PROCESS_SETUP_HOOK_ENV_VAR: "dalmeum_ray.hook.remember" },
      },
    },
  });
  if (answer.status === 200) return true;
  if (answer.text.includes("already exists")) return false;
  throw unexpected(client, "does not take a job", answer);
}

export async function stopJob(client: RayClient, id: string, signal: AbortSignal): Promise<void> {
  const answer = await client.ask(`/api/jobs/${id}/stop`, signal, { method: "POST" });
  if (answer.status !== 200) throw unexpected(client, `does not stop the job ${id}`, answer);
}

/** All that a job has written, while its node is there. */
export async function jobLog(client: RayClient, id: string, signal: AbortSignal): Promise<string> {
  const answer = await client.ask(`/api/jobs/${id}/logs`, signal);
  if (answer.status !== 200) throw unexpected(client, `does not show the log of ${id}`, answer);
  return parse(client, z.object({ logs: z.string() }), answer.text).logs;
}

function toJob(found: z.infer<typeof jobSchema>): Job {
  return {
    id: found.submission_id ?? "",
    status: found.status,
    message: found.message ?? "",
    started: found.start_time ?? 0,
    experiments: experimentsOf(found.metadata?.experiments),
    runs: Number(found.metadata?.runs) || 0,
  };
}

/** Whoever may submit jobs may write anything there. */
function experimentsOf(text = "[]"): readonly string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(text));
  } catch {
    return [];
  }
}

/** @throws UserError where it is not what Ray 2.60 answers. */
export function parse<T>({ address }: RayClient, schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new UserError(`${address} answers otherwise than Ray 2.60 does: found ${text.slice(0, 100)}`, { cause });
  }
}
