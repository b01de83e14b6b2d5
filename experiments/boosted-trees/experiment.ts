import { competitionCsv } from "@dalmeum/data";
import { definePredictions } from "@dalmeum/experiments";

export default definePredictions({
  hypothesis:
    "Trees tell where a likeness of letters, morphemes or vectors means little: by source, numbers and negations",
  data: competitionCsv({ folder: "datasets/korsts" }),
  madeBy: "predict.py, on the folds of folded-bi-encoder",
});
