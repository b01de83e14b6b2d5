import { z } from "zod";

export const JOBS = ["steps", "epoch", "predict", "sentences", "packing", "first-step"] as const;
export type Job = (typeof JOBS)[number];

export const BATCHINGS = ["like-length", "random"] as const;
export type Batching = (typeof BATCHINGS)[number];

const common = {
  versions: z.record(z.string(), z.string()),
  peakMemoryMegabytes: z.number().positive(),
};
/** Tokens of the measured batches: as computed, and without padding. */
const tokens = { paddedTokens: z.int().positive(), realTokens: z.int().positive() };
const losses = z.array(z.number());

/** What a subject's process says of its job, as one line of JSON. */
export const reportSchema = z.discriminatedUnion("job", [
  z.object({ job: z.literal("unavailable"), reason: z.string() }),
  z.object({ job: z.literal("check"), ...common, loss: z.number(), realTokens: z.int().positive() }),
  z.object({ job: z.literal("steps"), ...common, ...tokens, stepSeconds: z.array(z.number()), losses }),
  z.object({ job: z.literal("epoch"), ...common, ...tokens, seconds: z.number(), losses, devPearson: z.number() }),
  z.object({ job: z.literal("predict"), ...common, seconds: z.number(), pairs: z.int().positive() }),
  z.object({
    ...{ job: z.literal("sentences"), ...common, pairs: z.int().positive() },
    /** With each distinct sentence encoded once, and with both sentences of a pair in one step. */
    ...{ seconds: z.number(), secondsInPairs: z.number(), largestDifference: z.number() },
    ...{ tokens: z.int().positive(), tokensInPairs: z.int().positive() },
  }),
  z.object({
    ...{ job: z.literal("packing"), ...common, realTokens: z.int().positive() },
    /** Seconds of the processor, and tokens that were computed: packed, and with the padding between them. */
    ...{ seconds: z.number(), tokens: z.int().positive() },
    ...{ secondsPadded: z.number(), tokensPadded: z.int().positive() },
  }),
  // Milliseconds since 1970, so that the time before the process runs its first line counts too.
  z.object({ job: z.literal("first-step"), ...common, finishedAt: z.number() }),
]);

export type Report = z.infer<typeof reportSchema>;
