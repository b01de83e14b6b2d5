import { type Prediction, problemsError } from "@dalmeum/contracts";
import { repeatedIds } from "../tables/parse-rows.ts";
import { readIdValues, writeIdValues } from "./id-values.ts";

const COLUMN = "prediction";

/**
 * Write `id,prediction` with every digit, so that reading gives the same numbers and equal runs give equal bytes.
 * @throws UserError where a prediction is not finite; the path is left as it was.
 */
export function writePredictions(path: string, predictions: readonly Prediction[]): void {
  writeIdValues(
    path,
    COLUMN,
    predictions.map(({ id, prediction }) => ({ id, value: prediction })),
    String,
  );
}

/**
 * Read what `writePredictions` wrote.
 * @throws UserError listing up to twenty problems: fields, numbers that are not finite, repeated ids.
 */
export function readPredictions(path: string): readonly Prediction[] {
  const { parsed, ids, problems } = readIdValues(path, COLUMN);
  const all = [...problems, ...repeatedIds(ids)];
  if (all.length > 0) throw problemsError(path, all);
  return parsed.map(({ value }) => ({ id: value.id, prediction: value.value }));
}
