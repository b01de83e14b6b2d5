import { z } from "zod";
import type { Point } from "../tracked-run.ts";
import type { MlflowClient } from "./client.ts";
import type { KnownRun } from "./known-runs.ts";

export interface Batch {
  readonly params: readonly (readonly [key: string, value: string])[];
  readonly tags: readonly (readonly [key: string, value: string])[];
  /** By step. */
  readonly points: readonly (Point & { readonly name: string })[];
}

/** What MLflow takes at once; of params, as many as fit into its 10^6 bytes where each is as long as it may be, in Korean. */
const MOST = { params: 50, tags: 100, metrics: 1000 };

/** Send what a run lacks, and note what has arrived. */
export async function logBatches(
  client: MlflowClient,
  run: KnownRun,
  { params, tags, points }: Batch,
  signal: AbortSignal,
): Promise<void> {
  const log = (body: object) => client.post("runs/log-batch", { run_id: run.id, ...body }, z.object({}), signal);
  for (const part of parts(params, MOST.params)) {
    await log({ params: part.map(([key, value]) => ({ key, value })) });
    for (const [key] of part) run.params.add(key);
  }
  for (const part of parts(tags, MOST.tags)) {
    await log({ tags: part.map(([key, value]) => ({ key, value })) });
    for (const [key] of part) run.tags.add(key);
  }
  for (const part of parts(points, MOST.metrics)) {
    await log({ metrics: part.map(({ name, value, time, step }) => ({ key: name, value, timestamp: time, step })) });
    for (const { name, step } of part) run.lastSteps.set(name, step);
  }
}

const parts = <T>(all: readonly T[], most: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, index) => all.slice(index * most, (index + 1) * most));
