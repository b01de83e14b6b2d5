import { basename } from "node:path";
import { readSubmission } from "@dalmeum/data";
import { counted } from "@dalmeum/contracts";

/** What is told of a submission that may be handed in. */
export interface Accepted {
  readonly rows: number;
  /** Smallest and largest target. */
  readonly values: readonly [lowest: number, highest: number];
  /** One line for people. */
  readonly approval: string;
}

/**
 * Approve of a submission.
 * @param testIds ids in the order of the test data.
 * @param source what the approval calls the test data.
 * @throws UserError with every reason against it, up to twenty.
 */
export function acceptSubmission(path: string, testIds: readonly string[], source: string): Accepted {
  const targets = readSubmission(path, testIds).map(({ prediction }) => prediction);
  const sorted = targets.toSorted((a, b) => a - b);
  const [lowest = NaN, highest = lowest] = [sorted.at(0), sorted.at(-1)];
  const range = `${lowest.toFixed(2)}..${highest.toFixed(2)}`;
  const approval = `${basename(path)}: ${counted(targets.length, "row")}, ids match ${source} in order, values ${range}: accepted`;
  return { rows: targets.length, values: [lowest, highest], approval };
}
