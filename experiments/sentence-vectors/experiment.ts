import { competitionCsv } from "@dalmeum/data";
import { definePredictions } from "@dalmeum/experiments";

export default definePredictions({
  hypothesis:
    "A sentence encoder that learned from other tasks and languages errs elsewhere than those that learned from KorSTS",
  data: competitionCsv({ folder: "datasets/korsts" }),
  madeBy: "predict.py, on the folds of folded-bi-encoder",
});
