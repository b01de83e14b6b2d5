import { posix } from "node:path";
import { SCORE_RANGE, type ScoredPair } from "@dalmeum/contracts";

/** What labels go up to elsewhere: sentence-transformers trains on 0 .. 1. */
const OTHER_MAXIMUM = 1;

/** Files whose labels fit the range of scores and no contest: all in 0 .. 1, or all the same. */
export function labelWarnings(
  files: Readonly<Record<string, readonly { readonly value: Pick<ScoredPair, "score"> }[]>>,
  folder: string,
): readonly string[] {
  return Object.entries(files).flatMap(([file, rows]) => {
    const labels = new Set(rows.map(({ value }) => value.score));
    return [...scaleWarning(labels), ...sameWarning(labels, rows.length)].map(
      (warning) => `${posix.join(folder, file)}: ${warning}`,
    );
  });
}

function scaleWarning(labels: ReadonlySet<number>): readonly string[] {
  const { minimum, maximum } = SCORE_RANGE;
  if ([...labels].some((label) => label > OTHER_MAXIMUM)) return [];
  return [
    `found no label above ${OTHER_MAXIMUM}, expected labels from ${minimum} to ${maximum}; ` +
      `if they were divided by ${maximum}, multiply them by ${maximum}, or predictions end up on another scale`,
  ];
}

function sameWarning(labels: ReadonlySet<number>, rows: number): readonly string[] {
  const [label] = labels;
  if (label === undefined || labels.size > 1 || rows < 2) return [];
  return [
    `found label ${label} in all ${rows} rows, expected labels that differ; correlations with them are undefined`,
  ];
}
