import { join } from "node:path";
import { readSubmission } from "@dalmeum/data";
import { SUBMISSION } from "./manifest.ts";

/** Pearson's r of two submissions' targets from which on they say the same. */
export const NEAR_COPY = 0.999;

/**
 * A submission's targets, in the order of the test data.
 * @throws UserError where it is of other test data.
 */
export const targetsOf = (folder: string, testIds: readonly string[]): readonly number[] =>
  readSubmission(join(folder, SUBMISSION), testIds).map(({ prediction }) => prediction);
