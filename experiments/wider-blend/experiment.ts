import { clip, nonNegativeLeastSquares } from "@dalmeum/ensembling";
import { defineEnsemble } from "@dalmeum/experiments";

export default defineEnsemble({
  hypothesis: {
    claim: "Vectors of another encoder, and trees on counts of letters and morphemes, raise the blend of the encoders",
    control: "handed-in:member=blend",
    metric: "pearson",
    smallestDifference: 0.002,
  },
  members: [
    "handed-in:member=folded-bi-encoder",
    "handed-in:member=folded-cosent",
    "handed-in:member=folded-cross-encoder",
    "sentence-vectors",
    "boosted-trees",
  ],
  ensembler: nonNegativeLeastSquares(),
  postProcessing: [clip()],
});
