import { basename } from "node:path";
import { counted, problemsError } from "@dalmeum/contracts";
import { examineSubmission } from "@dalmeum/data";
import { columnFaults, extremes } from "./columns/column.ts";

/** What is told of a submission that may be handed in. */
export interface Accepted {
  readonly rows: number;
  /** Smallest and largest target. */
  readonly values: readonly [lowest: number, highest: number];
  /** One line for people. */
  readonly approval: string;
}

/**
 * Every reason against a submission that its file alone shows: ids and values that are not right, targets that are equal or sorted.
 * @param testIds ids in the order of the test data.
 * @throws UserError where the file cannot be read as `id,target` at all.
 */
export function submissionProblems(path: string, testIds: readonly string[]): readonly string[] {
  return judged(path, testIds).problems;
}

/**
 * Approve of a submission.
 * @param testIds ids in the order of the test data.
 * @param source what the approval calls the test data.
 * @throws UserError with every reason against it, up to twenty.
 */
export function acceptSubmission(path: string, testIds: readonly string[], source: string): Accepted {
  const { targets, problems } = judged(path, testIds);
  if (problems.length > 0) throw problemsError(path, problems);
  const { lowest, highest } = extremes(targets);
  const range = `${lowest.toFixed(2)}..${highest.toFixed(2)}`;
  const approval = `${basename(path)}: ${counted(targets.length, "row")}, ids match ${source} in order, values ${range}: accepted`;
  return { rows: targets.length, values: [lowest, highest], approval };
}

/** A file of a hundred thousand rows takes seconds to read: once. */
function judged(path: string, testIds: readonly string[]) {
  const { predictions, problems } = examineSubmission(path, testIds);
  const targets = predictions.map(({ prediction }) => prediction);
  return { targets, problems: problems.length > 0 ? problems : columnFaults(targets) };
}
