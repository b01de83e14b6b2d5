import { competitionCsv } from "@dalmeum/data";
import { maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { biEncoder, cosine } from "@dalmeum/models";
import { defineExperiment } from "@dalmeum/experiments";
import { adamw, linearWarmup } from "@dalmeum/training";

export default defineExperiment({
  hypothesis: "Full fine-tuning of the cosine reaches the 0.854 dev Pearson that PyTorch reached with the same recipe",
  data: competitionCsv({ folder: "datasets/korsts" }),
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
  schedule: linearWarmup({ peak: 1e-4, warmupRatio: 0.1 }),
  epochs: 3,
  batchSize: 32,
  maxLength: 128,
  seeds: [1],
});
