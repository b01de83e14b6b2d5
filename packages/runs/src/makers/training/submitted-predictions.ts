import type { Prediction, Progress, SentencePair } from "@dalmeum/contracts";
import type { Predictor } from "@dalmeum/training";
import { SUBMITTED_HEAD } from "@dalmeum/experiments";

/** Predictions of the head that is submitted, in the order of the pairs. */
export async function submittedPredictions(
  predictor: Predictor,
  pairs: readonly SentencePair[],
  progress: Progress,
): Promise<readonly Prediction[]> {
  try {
    const outputs = await predictor.predict(pairs, (done, total) => {
      progress.update(done, total);
    });
    return pairs.map(({ id }, index) => ({ id, prediction: outputs[SUBMITTED_HEAD]?.[index] ?? NaN }));
  } finally {
    progress.finish();
  }
}
