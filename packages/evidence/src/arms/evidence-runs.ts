import { relative } from "node:path";
import { problemsError, UserError } from "@dalmeum/contracts";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { canonicalJson } from "@dalmeum/files";
import {
  checkRunFiles,
  type FinishedRun,
  keyOf,
  keyText,
  runFolders,
  runIdentity,
  type RunInputs,
  type RunKey,
  runState,
} from "@dalmeum/runs";

/** A finished run that is evidence for what an experiment's options do. */
export interface EvidenceRun {
  readonly folder: string;
  /** Relative to the workspace root. */
  readonly path: string;
  readonly key: RunKey;
  readonly record: FinishedRun;
  /** Whether nothing that it follows from has changed since. */
  readonly current: boolean;
}

/**
 * Of every key the run that is as the experiment says today: its options, data, checkpoint and engine. Where there is
 * none of today's code, the last one of another's, so that evidence outlives a change that has nothing to do with it.
 */
export function findEvidence(
  { root, folder }: LoadedExperiment,
  inputs: RunInputs,
  keys: readonly RunKey[],
): { readonly runs: readonly EvidenceRun[]; readonly missing: readonly RunKey[] } {
  const wanted = optionsOf(inputs);
  const finished = runFolders(folder).flatMap((each) => {
    const state = runState(each);
    return state.kind === "finished" && optionsOf(state.record.inputs) === wanted
      ? [{ folder: each, path: relative(root, each), record: state.record }]
      : [];
  });
  const found = keys.map((key) => {
    const identity = runIdentity(inputs, key);
    const [run] = finished
      .filter(({ record }) => keyText(keyOf(record)) === keyText(key))
      .map((each) => ({ ...each, key, current: each.record.identity === identity }))
      .toSorted((a, b) => Number(b.current) - Number(a.current) || finishedAt(b.record) - finishedAt(a.record));
    return { key, run };
  });
  return {
    runs: found.flatMap(({ run }) => run ?? []),
    missing: found.flatMap(({ key, run }) => (run === undefined ? [key] : [])),
  };
}

/**
 * The same where all must be there.
 * @throws UserError naming the keys that have none, or files that are not those that a run wrote.
 */
export function evidenceRuns(
  loaded: LoadedExperiment,
  inputs: RunInputs,
  keys: readonly RunKey[],
): readonly EvidenceRun[] {
  const { runs, missing } = findEvidence(loaded, inputs, keys);
  if (missing.length > 0) {
    throw problemsError(
      `${loaded.reference}: no finished run with today's options, data, checkpoint and engine; run \`dalmeum train ${loaded.reference}\``,
      missing.map(keyText),
    );
  }
  for (const { folder, record } of runs) checkRunFiles(folder, record);
  return runs;
}

/**
 * What a reader must know of the code that runs were trained by: a line where it is not the same everywhere, or not
 * today's.
 */
export function codeWarnings(runs: readonly EvidenceRun[]): readonly string[] {
  const warnings: string[] = [];
  const stale = runs.filter(({ current }) => !current).length;
  if (stale > 0) warnings.push(`${stale} of ${runs.length} runs were trained by other code than today's.`);
  return warnings;
}

/**
 * Check that runs were made on the same data.
 * @throws UserError naming the files that differ.
 */
export function expectSameData(runs: readonly EvidenceRun[]): void {
  const texts = new Map(runs.map(({ path, record }) => [canonicalJson(record.inputs.data), path]));
  if (texts.size <= 1) return;
  throw new UserError(`${[...texts.values()].join(" and ")} were trained on other data; expected the same files`);
}

const finishedAt = ({ result }: FinishedRun): number => Date.parse(result.finishedAt);

const optionsOf = ({ options, data, checkpoint, members, engine }: RunInputs): string =>
  canonicalJson({ options, data, checkpoint, members, engine: { name: engine.name, precision: engine.precision } });
