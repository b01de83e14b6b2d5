import type { PostProcessing } from "@dalmeum/contracts";
import { isotonicFit } from "@dalmeum/evaluation";

/**
 * The never-falling curve of predictions that is closest to the gold scores. It bends what is not a straight line, which
 * Pearson's r minds, and makes neighbours equal, which costs some.
 * @see Zadrozny and Elkan 2002; `isotonicFit` of @dalmeum/evaluation.
 */
export function isotonicCalibration(): PostProcessing {
  return {
    name: "isotonicCalibration",
    options: {},
    fit: (predictions, gold) => isotonicFit(predictions, gold).predict,
  };
}
