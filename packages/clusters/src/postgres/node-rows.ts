import { z } from "zod";
import { progress } from "../node-events.ts";
import { nodeDescriptionSchema, type NodeReport } from "../node-report.ts";
import type { Statements } from "./database.ts";

const unfitSchema = z.strictObject({
  queue: z.string(),
  /** Of workspaces: of another's runs it may be asked. */
  group: z.string(),
  reason: z.string(),
});

const stateSchema = z.strictObject({
  /** What it makes. */
  running: z
    .strictObject({
      run: z.uuid(),
      attempt: z.string(),
      progress: z.object(progress).nullable(),
    })
    .nullable(),
  unfit: z.array(unfitSchema),
  /** The last one is the newest. */
  reports: z.array(z.strictObject({ group: z.string(), report: nodeDescriptionSchema })),
});

/** What a node says of itself, each few seconds. */
export type NodeState = z.infer<typeof stateSchema>;

export interface LiveNode {
  readonly id: string;
  readonly state: NodeState;
}

/** Whoever has not been seen for so long is no node any more. */
const LIVE = "seen_at > now() - interval '15 seconds'";

export async function writeNode(statements: Statements, id: string, state: NodeState): Promise<void> {
  await statements.query(
    `insert into dalmeum.nodes (id, state) values ($1, $2)
     on conflict (id) do update set seen_at = now(), state = excluded.state`,
    [id, JSON.stringify(state)],
  );
}

export async function removeNode(statements: Statements, id: string): Promise<void> {
  await statements.query("delete from dalmeum.nodes where id = $1", [id]);
}

const rowSchema = z.object({ id: z.string(), state: z.unknown() });

/** Those that live; one of another version, whose words nobody here knows, is none. */
export async function liveNodes(statements: Statements): Promise<readonly LiveNode[]> {
  const rows = await statements.query(`select id, state from dalmeum.nodes where ${LIVE} order by id`);
  return rows.flatMap((row) => {
    const { id, state } = rowSchema.parse(row);
    const parsed = stateSchema.safeParse(state);
    return parsed.success ? [{ id, state: parsed.data }] : [];
  });
}

/**
 * What a node has said of a workspace; a busy one, which cannot look, what it said last.
 * @returns nothing where it has yet to.
 */
export function reportOf({ id, state }: LiveNode, group: string): NodeReport | undefined {
  const of = state.reports.find((entry) => entry.group === group);
  const { report } = of ?? (state.running === null ? undefined : state.reports.at(-1)) ?? {};
  if (report === undefined) return undefined;
  return { ...report, id, freeGpus: state.running === null ? report.gpus : 0 };
}
