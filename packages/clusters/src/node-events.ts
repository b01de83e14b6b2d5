import { z } from "zod";

/** How far a run has come. */
export const progress = {
  /** What it does: `training`, `predicting dev`. */
  label: z.string(),
  done: z.number(),
  total: z.number(),
  /** What is counted. */
  unit: z.string(),
  details: z.array(z.string()).readonly(),
};

export type RunProgress = Readonly<Omit<Extract<NodeEvent, { kind: "progress" }>, "kind">>;

/** What `npx dalmeum train --events` writes to standard output, a line each. */
export const nodeEventSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("says"), text: z.string() }),
  z.strictObject({ kind: z.literal("progress"), ...progress }),
  /** Another plan than was expected; the run is not begun. */
  z.strictObject({ kind: z.literal("unfit"), reason: z.string(), inputs: z.unknown().optional() }),
  /** The finished run's folder, relative to the workspace's root; it is in the store. */
  z.strictObject({ kind: z.literal("stored"), path: z.string() }),
]);

export type NodeEvent = z.infer<typeof nodeEventSchema>;

/** How `npx dalmeum train --expect` ends; anything else is the node's failure, and the run is made again. */
export const EXIT_CODES = {
  stored: 0,
  /** The run itself fails, wherever it is made; standard error says why. */
  failed: 3,
  /** What the run would follow from here is not what was expected. */
  unfit: 4,
} as const;
