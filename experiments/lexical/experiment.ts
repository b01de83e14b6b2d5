import { lexicalRidge } from "@dalmeum/baselines";
import { competitionCsv, groupedFolds } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

export default defineBaseline({
  hypothesis:
    "What two sentences share in letters and words tells much of their similarity, and errs where encoders do not",
  data: competitionCsv({ folder: "datasets/korsts" }),
  folds: groupedFolds({ count: 5 }),
  leakage: "drop",
  learner: lexicalRidge({ penalty: 10 }),
});
