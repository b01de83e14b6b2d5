import { join } from "node:path";
import { createRng, type Dataset, type Model } from "@dalmeum/contracts";
import experiment from "@dalmeum/experiment-cross-encoder/experiment.ts";
import { encodePairs, likeLengthBatches, paddedLength } from "@dalmeum/training";
import { z } from "zod";
import { chooseSteps } from "./choose-steps.ts";

const batch = z.array(z.int().min(0));
const pairs = z.array(z.tuple([z.string(), z.string(), z.number()]));

/** The job, as both sides read it: batches are indices into `train`. */
export const planSchema = z.object({
  /** Folder of the checkpoint, absolute. */
  checkpoint: z.string(),
  padTokenId: z.int(),
  maxLength: z.int(),
  clipNorm: z.number(),
  weightDecay: z.number(),
  /** Factor of the head's learning rate. */
  headScale: z.number(),
  /** Of every step of an epoch. */
  learningRates: z.array(z.number()),
  /** Starting values, so that both sides start alike. */
  head: z.object({ weight: z.array(z.number()), bias: z.number() }),
  train: pairs,
  dev: pairs,
  check: batch,
  steps: z.object({ warmup: z.array(batch), measured: z.array(batch) }),
  epoch: z.object({ "like-length": z.array(batch), random: z.array(batch) }),
});

export type Plan = z.infer<typeof planSchema>;

/** The stream from which `fit` draws; a trainer that starts from it has the same head. */
export const trainingRng = () => createRng(1).fork("training");

const optimizerSchema = z.object({
  weightDecay: z.number(),
  learningRateScales: z.object({ "heads.": z.number() }),
});
const modelSchema = z.object({ checkpoint: z.string() });

/** The cross-encoder experiment on its data, with the batches of its first epoch. */
export function makePlan(root: string, { train, dev }: Dataset, model: Model): Plan {
  const { optimizer, schedule, batchSize, maxLength, clipNorm } = experiment;
  const { weightDecay, learningRateScales } = optimizerSchema.parse(optimizer.options);
  const rng = trainingRng();
  const initial = model.init(rng.fork("init"));
  const lengths = encodePairs(model, train, maxLength).map(({ length }) => length);
  const paddedLengthOf = (indices: readonly number[]): number =>
    paddedLength(Math.max(...indices.map((index) => lengths[index] ?? 0)), maxLength);
  const likeLength = likeLengthBatches(lengths, batchSize, rng.fork("epoch 1")).map((indices) => [...indices]);
  const shuffled = rng.fork("random").shuffle([...train.keys()]);
  const random = likeLength.map((_, index) => shuffled.slice(index * batchSize, (index + 1) * batchSize));
  const full = likeLength.filter(({ length }) => length === batchSize);
  return planSchema.parse({
    checkpoint: join(root, modelSchema.parse(experiment.model.options).checkpoint),
    padTokenId: model.padTokenId,
    ...{ maxLength, clipNorm, weightDecay },
    headScale: learningRateScales["heads."],
    learningRates: likeLength.map((_, step) => schedule.learningRate(step, likeLength.length)),
    head: {
      weight: [...(initial["heads.similarity.weight"]?.values ?? [])],
      bias: initial["heads.similarity.bias"]?.values[0],
    },
    train: train.map(({ sentence1, sentence2, score }) => [sentence1, sentence2, score]),
    dev: dev.map(({ sentence1, sentence2, score }) => [sentence1, sentence2, score]),
    check: full[0],
    steps: chooseSteps(full, paddedLengthOf),
    epoch: { "like-length": likeLength, random },
  });
}
