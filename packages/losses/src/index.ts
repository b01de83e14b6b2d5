export { angleLoss, type AngleLossOptions } from "./angle-loss.ts";
export { binaryCrossEntropyLoss } from "./binary-cross-entropy-loss.ts";
export { contrastiveLoss, type ContrastiveLossOptions } from "./contrastive-loss.ts";
export { cosentLoss, type CosentLossOptions } from "./cosent-loss.ts";
export { cosineSimilarityLoss } from "./cosine-similarity-loss.ts";
export type { RowLoss } from "./define-loss.ts";
export { focalLoss, type FocalLossOptions } from "./focal-loss.ts";
export { gridSmoothingLoss, type GridSmoothingLossOptions } from "./grid-smoothing-loss.ts";
export { huberLoss, type HuberLossOptions } from "./huber-loss.ts";
export type { LossOnHead } from "./loss-on-head.ts";
export { maeLoss } from "./mae-loss.ts";
export { mseLoss } from "./mse-loss.ts";
export {
  multipleNegativesRankingLoss,
  type MultipleNegativesRankingLossOptions,
} from "./multiple-negatives-ranking-loss.ts";
export { ordinalLoss, type OrdinalLossOptions } from "./ordinal-loss.ts";
export { pearsonLoss } from "./pearson-loss.ts";
export { type UncertainTerm, uncertaintyWeighting } from "./uncertainty-weighting.ts";
export { weightedSum, type WeightedTerm } from "./weighted-sum.ts";
