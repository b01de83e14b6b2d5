import { z } from "zod";
import { progress } from "../node-events.ts";

const PREFIX = "dalmeum-event ";

const of = { identity: z.string(), node: z.string() };
const reason = z.string();

/** What the driver writes into its job's log, a line each. */
const driverEventSchema = z.discriminatedUnion("kind", [
  z.object({ ...of, kind: z.literal("starts") }),
  z.object({ ...of, kind: z.literal("progress"), ...progress }),
  z.object({ ...of, kind: z.literal("says"), text: z.string() }),
  z.object({ ...of, kind: z.literal("stored") }),
  z.object({ ...of, kind: z.literal("failed"), reason }),
  z.object({ ...of, kind: z.literal("lost"), reason }),
  z.object({ ...of, kind: z.literal("unfit"), reason, inputs: z.unknown().optional() }),
  /** Of a job that describes nodes. */
  z.object({
    node: z.string(),
    kind: z.literal("node"),
    host: z.string(),
    described: z.string().optional(),
    problem: z.string().optional(),
  }),
  /** What a job's runs are, before all else. */
  z.object({
    kind: z.literal("wanted"),
    runs: z.array(
      z.object({ identity: z.string(), reference: z.string(), seed: z.number(), fold: z.number().optional() }),
    ),
  }),
]);

export type DriverEvent = z.infer<typeof driverEventSchema>;

export interface DriverLine {
  readonly event: DriverEvent;
  /** ISO 8601, by the clock of its node. */
  readonly at: string | null;
}

const timeSchema = z.object({ at: z.string().nullable().default(null) });

/** The driver's events in lines of its job's log; others write there too. */
export const parseDriverLines = (lines: readonly string[]): readonly DriverLine[] =>
  lines.flatMap((line) => (line.startsWith(PREFIX) ? (parseLine(line.slice(PREFIX.length)) ?? []) : []));

function parseLine(text: string): DriverLine | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return { event: driverEventSchema.parse(json), at: timeSchema.parse(json).at };
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
