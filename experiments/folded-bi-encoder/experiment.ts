import { competitionCsv, groupedFolds } from "@dalmeum/data";
import { maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { biEncoder, cosine } from "@dalmeum/models";
import { defineExperiment } from "@dalmeum/experiments";
import { adamw, linearWarmup } from "@dalmeum/training";

export default defineExperiment({
  hypothesis:
    "Three models of two thirds of the pairs each are worth one of all, and say how the cosine errs out of fold",
  data: competitionCsv({ folder: "datasets/korsts" }),
  folds: groupedFolds({ count: 3 }),
  leakage: "drop",
  model: biEncoder({
    checkpoint: "checkpoints/e5-small-ko",
    pooling: "mean",
    template: "query: {sentence}",
    heads: { similarity: cosine({ scale: 5 }) },
  }),
  objective: weightedSum([
    [0.7, pearsonLoss()],
    [0.3, maeLoss()],
  ]),
  optimizer: adamw({ weightDecay: 0.01 }),
  schedule: linearWarmup({ peak: 1e-4, warmupRatio: 0.1 }),
  epochs: 3,
  batchSize: 32,
  maxLength: 128,
  keepWeights: false,
  seeds: [1],
});
