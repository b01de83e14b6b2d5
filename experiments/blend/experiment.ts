import { clip, nonNegativeLeastSquares } from "@dalmeum/ensembling";
import { defineEnsemble } from "@dalmeum/experiments";

export default defineEnsemble({
  hypothesis: {
    claim:
      "Encoders that err in other places, and features that no encoder sees, are better together than the best alone",
    control: "folded-bi-encoder",
    metric: "pearson",
    smallestDifference: 0.002,
  },
  members: ["folded-bi-encoder", "folded-cross-encoder", "folded-cosent", "lexical"],
  ensembler: nonNegativeLeastSquares(),
  postProcessing: [clip()],
});
