export { binaryCrossEntropyLoss } from "./binary-cross-entropy-loss.ts";
export { huberLoss, type HuberLossOptions } from "./huber-loss.ts";
export { maeLoss } from "./mae-loss.ts";
export { mseLoss } from "./mse-loss.ts";
export { pearsonLoss } from "./pearson-loss.ts";
export { weightedSum, type WeightedTerm } from "./weighted-sum.ts";
