import { competitionCsv } from "@dalmeum/data";
import { maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { crossEncoder, regression } from "@dalmeum/models";
import { defineExperiment } from "@dalmeum/experiments";
import { adamw, linearWarmup } from "@dalmeum/training";

export default defineExperiment({
  hypothesis: {
    claim: "Reading both sentences at once beats comparing their vectors",
    control: "bi-encoder",
    metric: "pearson",
    smallestDifference: 0.005,
  },
  data: competitionCsv({ folder: "datasets/korsts" }),
  // KorSTS shares sentences between its files, and published figures are of all its pairs.
  leakage: "keep",
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
  seeds: [1],
});
