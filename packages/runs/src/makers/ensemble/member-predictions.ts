import { join } from "node:path";
import { type Prediction, problemsError, type SentencePair } from "@dalmeum/contracts";
import { readPredictions } from "@dalmeum/data";
import type { CurrentRun } from "../../folders/last-run.ts";
import { meanById } from "../../predictions/mean-by-id.ts";
import { RUN_FILES } from "../../record/run-files.ts";
import { keyText } from "../../record/run-key.ts";
import { keyOf } from "../../record/run-record.ts";

/** An experiment of an ensemble and its runs of all seeds and folds. */
export interface EnsembleMember {
  readonly reference: string;
  readonly runs: readonly CurrentRun[];
}

/** Sets that each member has predicted. */
export const BLENDED = ["heldOut", "dev", "test"] as const;
export type Blended = (typeof BLENDED)[number];

/**
 * A member's predictions of some pairs, in their order: the mean of its runs, or, out of fold, of those of each pair that were
 * kept from it.
 * @throws UserError naming ids that are missing, are none of the pairs', or are in two folds of one seed.
 */
export function memberPredictions(
  { reference, runs }: EnsembleMember,
  set: Blended,
  pairs: readonly SentencePair[],
): readonly Prediction[] {
  const read = runs.map((run) => ({ run, predictions: readPredictions(join(run.folder, RUN_FILES[set])) }));
  const expected = new Set(pairs.map(({ id }) => id));
  const problems: string[] = [];
  const seen = new Map<string, string>();
  for (const { run, predictions } of read) {
    const key = keyOf(run.record);
    for (const { id } of predictions) {
      if (!expected.has(id)) problems.push(`${keyText(key)} has id "${id}", which is not in the data`);
      // Every run predicts all of dev and test; of the training pairs its fold alone.
      const place = set === "heldOut" ? `${key.seed} ${id}` : `${run.path} ${id}`;
      const before = seen.get(place);
      if (before !== undefined) problems.push(`${keyText(key)} has id "${id}", which ${before} has too`);
      seen.set(place, keyText(key));
    }
  }
  const means = new Map(
    meanById(read.flatMap(({ predictions }) => predictions)).map((row) => [row.id, row.prediction]),
  );
  for (const { id } of pairs) if (!means.has(id)) problems.push(`id "${id}" has no prediction`);
  if (problems.length > 0) throw problemsError(`${reference}: ${RUN_FILES[set]}`, problems);
  return pairs.map(({ id }) => ({ id, prediction: means.get(id) ?? NaN }));
}
