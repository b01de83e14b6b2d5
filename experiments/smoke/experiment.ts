import { competitionCsv, takePairs } from "@dalmeum/data";
import { maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { biEncoder, cosine } from "@dalmeum/models";
import { defineExperiment } from "@dalmeum/experiments";
import { adamw, linearWarmup } from "@dalmeum/training";

export default defineExperiment({
  hypothesis: "Every part works with every other; 64 pairs teach nothing",
  data: takePairs(competitionCsv({ folder: "datasets/korsts" }), { train: 64, dev: 64 }),
  // KorSTS shares sentences between its files, and published figures are of all its pairs.
  leakage: "keep",
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
  schedule: linearWarmup({ peak: 1e-5, warmupRatio: 0.1 }),
  epochs: 1,
  batchSize: 32,
  maxLength: 64,
  seeds: [1],
});
