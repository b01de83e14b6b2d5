import { z } from "zod";
import type { MlflowClient } from "./client.ts";
import { IDENTITY } from "./run-facts.ts";

const entrySchema = z.object({ key: z.string(), value: z.string().default("") });

/** A run as MLflow answers it: what is empty may be left out. */
export const runSchema = z.object({
  info: z.object({ run_id: z.string().min(1), status: z.string(), lifecycle_stage: z.string().default("active") }),
  data: z
    .object({
      /** The last of each: 64-bit numbers may come as text. */
      metrics: z.array(z.object({ key: z.string(), step: z.coerce.number().default(0) })).default([]),
      params: z.array(entrySchema).default([]),
      tags: z.array(entrySchema).default([]),
    })
    .prefault({}),
});

/** What MLflow has of a run; it is kept up to date with what is sent. */
export interface KnownRun {
  readonly id: string;
  readonly isDeleted: boolean;
  status: string;
  readonly params: Set<string>;
  readonly tags: Set<string>;
  /** By metric. */
  readonly lastSteps: Map<string, number>;
}

const pageSchema = z.object({ runs: z.array(runSchema).default([]), next_page_token: z.string().default("") });

const PAGE = 200;

/** Our runs in an MLflow experiment, by identity; the oldest where there are several. */
export async function knownRuns(
  client: MlflowClient,
  experimentId: string,
  signal: AbortSignal,
): Promise<Map<string, KnownRun>> {
  const found = new Map<string, KnownRun>();
  let token = "";
  do {
    const page = await client.post(
      "runs/search",
      {
        experiment_ids: [experimentId],
        filter: `tags.\`${IDENTITY}\` LIKE '%'`,
        run_view_type: "ALL",
        max_results: PAGE,
        order_by: ["attributes.start_time DESC"],
        ...(token === "" ? {} : { page_token: token }),
      },
      pageSchema,
      signal,
    );
    for (const run of page.runs) {
      const identity = run.data.tags.find(({ key }) => key === IDENTITY)?.value;
      const other = found.get(identity ?? "");
      if (identity === undefined || (other?.isDeleted === false && isDeleted(run))) continue;
      found.set(identity, knownRun(run));
    }
    token = page.next_page_token;
  } while (token !== "");
  return found;
}

export function knownRun(run: z.infer<typeof runSchema>): KnownRun {
  const { info, data } = run;
  return {
    id: info.run_id,
    isDeleted: isDeleted(run),
    status: info.status,
    params: new Set(data.params.map(({ key }) => key)),
    tags: new Set(data.tags.map(({ key }) => key)),
    lastSteps: new Map(data.metrics.map(({ key, step }) => [key, step])),
  };
}

const isDeleted = ({ info }: z.infer<typeof runSchema>): boolean => info.lifecycle_stage === "deleted";
