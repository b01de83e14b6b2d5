import { type Prediction, problemsError, SCORE_RANGE } from "@dalmeum/contracts";
import { repeatedIds } from "../tables/parse-rows.ts";
import { asWrittenProblems } from "./as-written-problems.ts";
import { readIdValues, writeIdValues } from "./id-values.ts";

const COLUMN = "target";
/** Far below what a rater's grid or Pearson can tell apart. */
const DECIMALS = 6;

const { minimum, maximum } = SCORE_RANGE;

/**
 * Write `id,target`: one row for each id of the test set in its order, predictions clipped to 0..5, six decimals.
 * @param testIds ids in the order of test.csv; predictions are joined to them by id.
 * @throws UserError listing ids without a prediction, with several or unknown ones, and numbers that are not finite;
 * the path is left as it was.
 */
export function writeSubmission(path: string, predictions: readonly Prediction[], testIds: readonly string[]): void {
  const values = new Map(predictions.map(({ id, prediction }) => [id, prediction]));
  const known = new Set(testIds);
  const rows: { readonly id: string; readonly value: number }[] = [];
  const problems = predictions.filter(({ id }) => !known.has(id)).map(({ id }) => `id "${id}" is not in the test set`);
  for (const id of testIds) {
    const value = values.get(id);
    if (value === undefined) problems.push(`id "${id}" of the test set has no prediction`);
    else rows.push({ id, value });
  }
  if (predictions.length > values.size) {
    problems.push(`found ${predictions.length} predictions for ${values.size} ids, expected one for each id`);
  }
  if (problems.length > 0) throw problemsError(path, problems);
  writeIdValues(path, COLUMN, rows, (value) => Math.min(maximum, Math.max(minimum, value)).toFixed(DECIMALS));
}

/**
 * What is wrong with a submission: every id once, in the test set's order, every target 0..5, nothing that a scorer reads
 * otherwise. Empty where it is right.
 * @param testIds ids in the order of test.csv.
 * @throws UserError where the file cannot be read as `id,target` at all.
 */
export function checkSubmission(path: string, testIds: readonly string[]): readonly string[] {
  return examineSubmission(path, testIds).problems;
}

/**
 * Read a submission that `checkSubmission` finds right.
 * @param testIds ids in the order of test.csv.
 * @throws UserError listing up to twenty problems together.
 */
export function readSubmission(path: string, testIds: readonly string[]): readonly Prediction[] {
  const { predictions, problems } = examineSubmission(path, testIds);
  if (problems.length > 0) throw problemsError(path, problems);
  return predictions;
}

/**
 * What a submission predicts, and what is wrong with it; `checkSubmission` and `readSubmission` at once.
 * @param testIds ids in the order of test.csv.
 * @throws UserError where the file cannot be read as `id,target` at all.
 */
export function examineSubmission(
  path: string,
  testIds: readonly string[],
): { readonly predictions: readonly Prediction[]; readonly problems: readonly string[] } {
  const { parsed, rows, ids, hasBrokenRows, problems } = readIdValues(path, COLUMN);
  const outOfRange = parsed.flatMap(({ line, value: { value } }) =>
    value >= minimum && value <= maximum
      ? []
      : [`line ${line}, column ${COLUMN}: found ${value}, expected a number from ${minimum} to ${maximum}`],
  );
  return {
    predictions: parsed.map(({ value }) => ({ id: value.id, prediction: value.value })),
    problems: [
      ...asWrittenProblems(path, COLUMN, rows),
      ...problems,
      ...outOfRange,
      ...repeatedIds(ids),
      ...idProblems(ids, testIds, hasBrokenRows),
    ],
  };
}

/** Ids that are missing, unknown or out of order. Unreadable rows make missing ones, so order is not judged then. */
function idProblems(
  found: readonly { readonly line: number; readonly id: string }[],
  expected: readonly string[],
  unreadable: boolean,
): readonly string[] {
  const known = new Set(expected);
  const present = new Set(found.map(({ id }) => id));
  const extra = found
    .filter(({ id }) => !known.has(id))
    .map(({ line, id }) => `line ${line}, column id: found "${id}", which the test set does not have`);
  const missing = expected.filter((id) => !present.has(id)).map((id) => `id "${id}" of the test set is missing`);
  if (extra.length > 0 || (missing.length > 0 && !unreadable)) return [...extra, ...missing];
  if (missing.length > 0) return [];
  const moved = found.findIndex(({ id }, index) => id !== expected[index]);
  const first = found[moved];
  if (!first || found.length !== expected.length) return [];
  return [
    `line ${first.line}, column id: found "${first.id}", expected "${String(
      expected[moved],
    )}": the ids are reordered, keep the order of test.csv`,
  ];
}
