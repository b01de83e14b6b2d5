import { posix } from "node:path";
import { SCORE_RANGE, type ScoredPair } from "@dalmeum/contracts";

/** What labels are divided by elsewhere: sentence-transformers trains on 0 .. 1. */
const OTHER_MAXIMUM = 1;

/** Files whose labels all lie in 0 .. 1, which the range of scores allows and hardly a contest means. */
export function scaleWarnings(
  files: Readonly<Record<string, readonly { readonly value: Pick<ScoredPair, "score"> }[]>>,
  folder: string,
): readonly string[] {
  const { minimum, maximum } = SCORE_RANGE;
  return Object.entries(files)
    .filter(([, rows]) => rows.every(({ value }) => value.score <= OTHER_MAXIMUM))
    .map(
      ([file]) =>
        `${posix.join(folder, file)}: found no label above ${OTHER_MAXIMUM}, expected labels from ${minimum} to ${maximum}; ` +
        `if they were divided by ${maximum}, multiply them by ${maximum}, or predictions end up on another scale`,
    );
}
