import { competitionCsv, groupedFolds } from "@dalmeum/data";
import { maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { crossEncoder, regression } from "@dalmeum/models";
import { defineExperiment } from "@dalmeum/experiments";
import { adamw, linearWarmup } from "@dalmeum/training";

export default defineExperiment({
  hypothesis: "Reading both sentences at once errs elsewhere than comparing their vectors",
  data: competitionCsv({ folder: "datasets/korsts" }),
  folds: groupedFolds({ count: 3 }),
  leakage: "drop",
  model: crossEncoder({
    checkpoint: "checkpoints/e5-small-ko",
    pooling: "mean",
    heads: { similarity: regression() },
  }),
  objective: weightedSum([
    [0.5, pearsonLoss()],
    [0.5, maeLoss()],
  ]),
  optimizer: adamw({ weightDecay: 0.01, learningRateScales: { "heads.": 10 } }),
  schedule: linearWarmup({ peak: 1e-4, warmupRatio: 0.1 }),
  epochs: 4,
  batchSize: 32,
  maxLength: 128,
  keepWeights: false,
  seeds: [1],
});
