import { distinctPairs, unlabelledPairs } from "./distinct-pairs.ts";
import { experimentManifest } from "./workspace.ts";

export const TRAIN_ROWS = 30;

export const baselineSource = (penalty: number, folds = "folds: groupedFolds({ count: 3 }),"): string => `
import { lexicalRidge } from "@dalmeum/baselines";
import { competitionCsv, groupedFolds } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

export default defineBaseline({
  data: competitionCsv({ folder: "datasets/tiny" }),
  ${folds}
  leakage: "drop",
  learner: lexicalRidge({ penalty: ${penalty} }),
});
`;

export const elsewhereSource = `
import { competitionCsv } from "@dalmeum/data";
import { definePredictions } from "@dalmeum/experiments";

export default definePredictions({ data: competitionCsv({ folder: "datasets/tiny" }), madeBy: "a notebook" });
`;

export const blendSource = (members: readonly string[]): string => `
import { clip, nonNegativeLeastSquares } from "@dalmeum/ensembling";
import { groupedFolds } from "@dalmeum/data";
import { defineEnsemble } from "@dalmeum/experiments";

export default defineEnsemble({
  members: ${JSON.stringify(members)},
  ensembler: nonNegativeLeastSquares(),
  postProcessing: [clip()],
  nestedFolds: groupedFolds({ count: 3 }),
});
`;

/** Predictions of `length` pairs that are near (index * 7) % 6, their scores. */
export const predictionsCsv = (prefix: string, length: number): string => {
  const rows = Array.from({ length }, (_, row) => `${prefix}${row},${((row * 7) % 6) + (row % 3) / 2}`);
  return ["id,prediction", ...rows, ""].join("\n");
};

export const MEMBERS = ["weak", "strong", "elsewhere"];

/** A blend of two baselines and predictions from elsewhere. */
export const ensembleFiles: Readonly<Record<string, string>> = {
  "datasets/tiny/train.csv": distinctPairs("train-", TRAIN_ROWS),
  "datasets/tiny/dev.csv": distinctPairs("dev-", 12),
  "datasets/tiny/test.csv": unlabelledPairs("test-", 5),
  "experiments/weak/experiment.ts": baselineSource(1e4),
  "experiments/weak/package.json": experimentManifest("weak"),
  "experiments/strong/experiment.ts": baselineSource(1),
  "experiments/strong/package.json": experimentManifest("strong"),
  "experiments/elsewhere/experiment.ts": elsewhereSource,
  "experiments/elsewhere/package.json": experimentManifest("elsewhere"),
  "experiments/elsewhere/predictions/oof.csv": predictionsCsv("train-", TRAIN_ROWS),
  "experiments/elsewhere/predictions/dev.csv": predictionsCsv("dev-", 12),
  "experiments/elsewhere/predictions/test.csv": predictionsCsv("test-", 5),
  "experiments/blend/experiment.ts": blendSource(MEMBERS),
  "experiments/blend/package.json": experimentManifest("blend", MEMBERS),
};
