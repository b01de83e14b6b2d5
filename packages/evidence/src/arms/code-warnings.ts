import { counted } from "@dalmeum/contracts";
import { canonicalJson } from "@dalmeum/files";
import { isReached } from "@dalmeum/runs";
import type { EvidenceRun } from "./candidate-runs.ts";

type JudgedRun = Pick<EvidenceRun, "current" | "path" | "record">;

/**
 * What a reader must know of the code that runs were trained by: a line where it is not today's, where nobody can tell,
 * and where it is not the same for all runs of an experiment.
 */
export function codeWarnings(judged: readonly JudgedRun[]): readonly string[] {
  // An experiment may stand in several arms.
  const runs = [...new Map(judged.map((run) => [run.path, run])).values()];
  const earlier = runs.filter(({ record }) => !isReached(record.inputs.code)).length;
  const stale = runs.filter(({ current }) => !current).length - earlier;
  return [
    ...(stale > 0 ? [`${stale} of ${runs.length} runs were trained by other code than today's.`] : []),
    ...(earlier > 0
      ? [
          `${earlier} of ${runs.length} runs are named after the source of whole packages, as was done before: nothing tells whether the code that they reached is today's.`,
        ]
      : []),
    ...mixedCode(runs),
  ];
}

/** Two experiments reach different code anyhow; two settings of one reach the same. */
function mixedCode(runs: readonly JudgedRun[]): readonly string[] {
  const codes = new Map<string, Set<string>>();
  for (const { record } of runs) {
    const known = codes.get(record.experiment) ?? new Set();
    codes.set(record.experiment, known.add(canonicalJson(record.inputs.code)));
  }
  return [...codes]
    .filter(([, { size }]) => size > 1)
    .map(
      ([experiment, { size }]) => `${experiment}: its runs were made by ${counted(size, "different state")} of code.`,
    );
}
