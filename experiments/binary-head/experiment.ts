import { competitionCsv, takePairs } from "@dalmeum/data";
import { binaryCrossEntropyLoss, maeLoss, pearsonLoss, type WeightedTerm, weightedSum } from "@dalmeum/losses";
import { binaryClassification, crossEncoder, regression } from "@dalmeum/models";
import { defineExperiment, withParameters } from "@dalmeum/experiments";
import { adamw, linearWarmup, trackDev } from "@dalmeum/training";
import { z } from "zod";

/** What the binary label counts beside the score; at 0 there is no head for it. */
const parameters = { binaryWeight: z.number().min(0).default(0.3) };

const binary: WeightedTerm[1] = binaryCrossEntropyLoss();

export default withParameters(parameters, ({ binaryWeight }) => {
  const hasBinary = binaryWeight > 0;
  return defineExperiment({
    hypothesis: {
      claim: "Learning the binary label too raises dev Pearson",
      control: "binary-head:binaryWeight=0",
      metric: "pearson",
      smallestDifference: 0.002,
    },
    data: takePairs(competitionCsv({ folder: "datasets/korsts" }), { train: 3000, dev: 750, test: 64 }),
    leakage: "drop",
    model: crossEncoder({
      checkpoint: "checkpoints/e5-small-ko",
      pooling: "mean",
      heads: { similarity: regression(), ...(hasBinary ? { binary: binaryClassification() } : {}) },
    }),
    objective: weightedSum([
      [0.5, pearsonLoss()],
      [0.5, maeLoss()],
      ...(hasBinary ? ([[binaryWeight, binary, "binary"]] satisfies readonly WeightedTerm[]) : []),
    ]),
    optimizer: adamw({ weightDecay: 0.01, learningRateScales: { "heads.": 10 } }),
    schedule: linearWarmup({ peak: 1e-4, warmupRatio: 0.1 }),
    hooks: [trackDev({ everySteps: 30 })],
    epochs: 3,
    batchSize: 32,
    maxLength: 128,
    keepWeights: false,
    seeds: [1, 2, 3],
  });
});
