import { createHash } from "node:crypto";
import type { Dataset, Engine, Model } from "@dalmeum/contracts";
import experiment from "@dalmeum/experiment-cross-encoder/experiment.ts";
import { encodePairs } from "@dalmeum/training";
import { z } from "zod";
import type { DevicePlan } from "./plan.ts";
import type { Part } from "./result.ts";
import { seconds, trainerOf } from "./speed.ts";

/** Losses and gradient norms of updates, as a CPU found them. */
export const recordedSchema = z.object({
  /** What computed them. */
  versions: z.record(z.string(), z.string()),
  losses: z.array(z.number()),
  gradientNorms: z.array(z.number()),
});
export type Recorded = z.infer<typeof recordedSchema>;

const LEARNING_RATE = 1e-4;

interface CheckOptions {
  readonly plan: DevicePlan;
  readonly dataset: Dataset;
  readonly model: Model;
  readonly engine: Engine;
  /** Absent where they are being recorded. */
  readonly recorded?: Recorded;
}

/** Train twice over the dataset's first pairs, in float32, and hold the numbers against those of a CPU. */
export async function checkNumbers(options: CheckOptions): Promise<Part<"check">> {
  const [first, second] = [await trainShortly(options), await trainShortly(options)];
  const { losses, gradientNorms, firstStepSeconds } = first;
  const { recorded } = options;
  return {
    ...{ part: "check", losses, gradientNorms, firstStepSeconds },
    worst: recorded
      ? worstDistance([...losses, ...gradientNorms], [...recorded.losses, ...recorded.gradientNorms])
      : null,
    repeats: first.bytes === second.bytes,
    secondFirstStepSeconds: second.firstStepSeconds,
  };
}

/** Largest |found - expected| / |expected|. */
export function worstDistance(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length) throw new Error(`found ${found.length} numbers, expected ${expected.length}`);
  return Math.max(...found.map((value, index) => Math.abs(value / (expected[index] ?? NaN) - 1)));
}

async function trainShortly({ plan, dataset, model, engine }: CheckOptions) {
  const { maxLength } = experiment;
  const { pairs, updates } = plan.check;
  const batch = encodePairs(model, dataset.train.slice(0, pairs), maxLength);
  const longest = Math.max(...batch.map(({ length }) => length));
  const trainer = await trainerOf({ model, engine, batchSize: pairs, maxLength, padTo: () => longest });
  const [losses, gradientNorms]: [number[], number[]] = [[], []];
  let step = 0;
  const update = async (): Promise<void> => {
    const results = [...(await trainer.update([batch], ++step, LEARNING_RATE)), ...(await trainer.settle())];
    losses.push(...results.map(({ loss }) => loss));
    gradientNorms.push(...results.map(({ gradientNorm }) => gradientNorm));
  };
  try {
    const firstStepSeconds = await seconds(update);
    while (step < updates) await update();
    const hash = createHash("sha256");
    for (const { values } of Object.values(await trainer.parameters())) hash.update(values);
    return { losses, gradientNorms, firstStepSeconds, bytes: hash.digest("hex") };
  } finally {
    await trainer.dispose();
  }
}
