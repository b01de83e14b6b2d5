import { z } from "zod";
import { PRECISIONS } from "@dalmeum/contracts";

const engineSchema = z.strictObject({
  name: z.string(),
  precision: z.enum(PRECISIONS),
  versions: z.record(z.string(), z.string()),
});

export const nodeDescriptionSchema = z.strictObject({
  host: z.string(),
  /** `process.version`. */
  node: z.string(),
  cores: z.int().positive(),
  /** Bytes. */
  memory: z.number(),
  /** NVIDIA devices that a program can reach. */
  gpus: z.int().nonnegative(),
  /** What computes there, the one that does so by default first. */
  engines: z.array(engineSchema),
  /** The store of runs as the node has it set: how people call it; null where none is set or it does not answer. */
  store: z.string().nullable(),
  /** Of the team's key, so that two can be compared; null where it is not set. */
  key: z.string().nullable(),
  /** What keeps it from making runs, in words; null where nothing does. */
  problem: z.string().nullable(),
});

/** What `npx dalmeum cluster node` says of the machine it runs on. */
export type NodeDescription = z.infer<typeof nodeDescriptionSchema>;

export const nodeReportSchema = nodeDescriptionSchema.extend({
  /** What the cluster calls it. */
  id: z.string(),
  /** Devices that no run uses now. */
  freeGpus: z.int().nonnegative(),
});

/** A node of a cluster. */
export type NodeReport = z.infer<typeof nodeReportSchema>;

/** @throws ZodError where a line is none. */
export const parseNodeDescription = (line: string): NodeDescription => nodeDescriptionSchema.parse(JSON.parse(line));
