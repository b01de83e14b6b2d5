import { competitionCsv, groupedFolds, takePairs } from "@dalmeum/data";
import { maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { biEncoder, cosine, crossEncoder, regression } from "@dalmeum/models";
import { defineExperiment, withParameters } from "@dalmeum/experiments";
import { adamw, linearWarmup } from "@dalmeum/training";
import { z } from "zod";

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

/** L = (1 - alpha)(1 - r) + alpha MAE, where r is a batch's. */
const parameters = {
  alpha: z.number().min(0).max(1).default(0.5),
  batchSize: z.int().default(32),
  encoder: z.enum(["bi", "cross"]).default("bi"),
};

export default withParameters(parameters, ({ alpha, batchSize, encoder }) =>
  defineExperiment({
    hypothesis: {
      claim: "1 - r beside MAE raises out-of-fold Pearson",
      control: "loss-mixture:alpha=1",
      metric: "pearson",
      smallestDifference: 0.002,
    },
    data: takePairs(competitionCsv({ folder: "datasets/korsts" }), { train: 2000, dev: 500, test: 64 }),
    folds: groupedFolds({ count: 2 }),
    leakage: "drop",
    model: models[encoder],
    objective: weightedSum([
      [1 - alpha, pearsonLoss()],
      [alpha, maeLoss()],
    ]),
    optimizer: adamw({ weightDecay: 0.01, learningRateScales: { "heads.": 10 } }),
    schedule: linearWarmup({ peak: 1e-4, warmupRatio: 0.1 }),
    epochs: encoder === "bi" ? 2 : 4,
    batchSize,
    maxLength: 128,
    keepWeights: false,
    seeds: [1, 2, 3],
  }),
);
