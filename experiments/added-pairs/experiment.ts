import { copyAsFive, swapSentences } from "@dalmeum/augmentation";
import { competitionCsv, takePairs } from "@dalmeum/data";
import { maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { biEncoder, cosine, crossEncoder, regression } from "@dalmeum/models";
import { defineExperiment, withParameters } from "@dalmeum/experiments";
import { adamw, linearWarmup } from "@dalmeum/training";
import { z } from "zod";
import { spacingProbe } from "./spacing-probe.ts";

const checkpoint = "checkpoints/e5-small-ko";

const models = {
  bi: biEncoder({
    checkpoint,
    pooling: "mean",
    template: "query: {sentence}",
    heads: { similarity: cosine({ scale: 5 }) },
  }),
  cross: crossEncoder({ checkpoint, pooling: "mean", heads: { similarity: regression() } }),
};

const augmentations = {
  none: [],
  swap: [swapSentences()],
  copy: [copyAsFive({ probability: 0.2 })],
};

const parameters = {
  encoder: z.enum(["bi", "cross"]).default("bi"),
  added: z.enum(["none", "swap", "copy"]).default("none"),
};

export default withParameters(parameters, ({ encoder, added }) => {
  const epochs = encoder === "bi" ? 2 : 4;
  return defineExperiment({
    hypothesis: {
      claim: "Added pairs raise dev Pearson",
      control: `added-pairs:encoder=${encoder}`,
      metric: "pearson",
      smallestDifference: 0.002,
    },
    data: spacingProbe(takePairs(competitionCsv({ folder: "datasets/korsts" }), { train: 2000 }), { count: 500 }),
    leakage: "drop",
    augmentation: augmentations[added],
    model: models[encoder],
    objective: weightedSum([
      [0.5, pearsonLoss()],
      [0.5, maeLoss()],
    ]),
    optimizer: adamw({ weightDecay: 0.01, learningRateScales: { "heads.": 10 } }),
    schedule: linearWarmup({ peak: 1e-4, warmupRatio: 0.1 }),
    // Swapping doubles the pairs: half the epochs make as many updates.
    epochs: added === "swap" ? epochs / 2 : epochs,
    batchSize: 32,
    maxLength: 128,
    keepWeights: false,
    seeds: [1, 2, 3],
  });
});
