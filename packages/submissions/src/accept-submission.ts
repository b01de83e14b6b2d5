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

/** A submission's targets in its order, and every reason against it. */
export interface ExaminedColumn {
  readonly targets: readonly number[];
  readonly problems: readonly string[];
}

/**
 * Every reason against a submission that its file alone shows: ids and values that are not right, targets that are equal or sorted.
 * @param testIds ids in the order of the test data.
 * @throws UserError where the file cannot be read as `id,target` at all.
 */
export function examineColumn(path: string, testIds: readonly string[]): ExaminedColumn {
  const { predictions, problems } = examineSubmission(path, testIds);
  const targets = predictions.map(({ prediction }) => prediction);
  return { targets, problems: problems.length > 0 ? problems : columnFaults(targets) };
}

/**
 * Approve of a submission.
 * @param column what it holds.
 * @param source what the approval calls the test data.
 * @throws UserError with every reason against it, up to twenty.
 */
export function acceptSubmission(path: string, { targets, problems }: ExaminedColumn, source: string): Accepted {
  if (problems.length > 0) throw problemsError(path, problems);
  const { lowest, highest } = extremes(targets);
  const range = `${lowest.toFixed(2)}..${highest.toFixed(2)}`;
  const approval = `${basename(path)}: ${counted(targets.length, "row")}, ids match ${source} in order, values ${range}: accepted`;
  return { rows: targets.length, values: [lowest, highest], approval };
}
