import { z } from "zod";
import { DEVICE_PRECISIONS } from "./plan.ts";

const seconds = z.number().nonnegative();
const bytes = z.number().nonnegative();

const machine = z.object({
  part: z.literal("machine"),
  /** Versions and the device's kind, as the tool calls them. */
  versions: z.record(z.string(), z.string()),
  /** Bytes that may be used there; null where the device does not tell. */
  capacity: bytes.nullable(),
});

const check = z.object({
  part: z.literal("check"),
  losses: z.array(z.number()),
  gradientNorms: z.array(z.number()),
  /** Largest distance from the recorded numbers, relative to them; null where they are being recorded. */
  worst: z.number().nullable(),
  /** Whether a second training gave the same numbers, and the same bytes of every parameter. */
  repeats: z.boolean(),
  /** To the end of the first update, compiling included, and of the second training's. */
  firstStepSeconds: seconds,
  secondFirstStepSeconds: seconds,
});

const speed = z.object({
  part: z.literal("speed"),
  runtime: z.enum(["xla", "pytorch", "torch.compile"]),
  model: z.string(),
  length: z.int().positive(),
  precision: z.enum(DEVICE_PRECISIONS),
  batchSize: z.int().positive(),
  firstStepSeconds: seconds,
  /** Of an update whose loss is read before the next begins: the median. */
  readSeconds: seconds,
  /** Of an update whose loss is read while the next runs: the mean. */
  lateSeconds: seconds,
  /** State and one update; of PyTorch what its allocator held at most. Null where nothing tells. */
  memory: bytes.nullable(),
});

const epoch = z.object({
  part: z.literal("epoch"),
  pairs: z.int().positive(),
  updates: z.int().positive(),
  programs: z.int().nonnegative(),
  seconds,
  /** Of these, what went into compiling. */
  compileSeconds: seconds,
  firstLoss: z.number(),
  lastLoss: z.number(),
});

const failed = z.object({ part: z.literal("failed"), what: z.string(), reason: z.string() });

/** What a part found; each is a line of JSON, written when it ends, so that a part that is stopped takes none with it. */
export const resultSchema = z.discriminatedUnion("part", [machine, check, speed, epoch, failed]);

export type Result = z.infer<typeof resultSchema>;
export type Part<Name extends Result["part"]> = Extract<Result, { part: Name }>;

/** Results of lines of JSON. */
export const parseResults = (text: string): readonly Result[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => resultSchema.parse(JSON.parse(line)));
