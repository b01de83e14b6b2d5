import { competitionCsv, groupedFolds } from "@dalmeum/data";
import { cosentLoss, weightedSum } from "@dalmeum/losses";
import { biEncoder, cosine } from "@dalmeum/models";
import { defineExperiment } from "@dalmeum/experiments";
import { adamw, linearWarmup } from "@dalmeum/training";

export default defineExperiment({
  hypothesis: "A cosine that learns the order of pairs alone errs elsewhere than one that learns their scores",
  data: competitionCsv({ folder: "datasets/korsts" }),
  folds: groupedFolds({ count: 3 }),
  leakage: "drop",
  model: biEncoder({
    checkpoint: "checkpoints/e5-small-ko",
    pooling: "mean",
    template: "query: {sentence}",
    heads: { similarity: cosine({ scale: 5 }) },
  }),
  objective: weightedSum([[1, cosentLoss()]]),
  optimizer: adamw({ weightDecay: 0.01 }),
  schedule: linearWarmup({ peak: 1e-4, warmupRatio: 0.1 }),
  epochs: 3,
  batchSize: 32,
  maxLength: 128,
  keepWeights: false,
  seeds: [1],
});
