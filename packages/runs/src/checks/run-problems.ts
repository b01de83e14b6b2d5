import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Dataset, problemsError, type UserError } from "@dalmeum/contracts";
import { dataSource, type EnsembleExperiment, type LoadedExperiment } from "@dalmeum/experiments";
import type { PastRun } from "../folders/last-run.ts";
import { RECORD } from "../folders/run-folder.ts";
import type { EnsembleMember } from "../makers/ensemble/member-predictions.ts";
import { keptPairs, loadPrepared, trainingPairs } from "../makers/pairs/training-pairs.ts";
import { RECORD_ADVICE } from "../record/record-file.ts";
import { keyOf } from "../record/run-record.ts";
import { differences } from "./differences.ts";
import { metricProblems } from "./metric-problems.ts";
import { onceChecked } from "./once-checked.ts";

/** What a run of today's was made from. */
export interface RunOrigin {
  readonly loaded: LoadedExperiment;
  readonly dataset: Dataset;
  /** Of an ensemble, else none. */
  readonly members: readonly EnsembleMember[];
}

/**
 * Where the record of a run of today's is not what its files, its data and, of an ensemble, its members give. What nothing
 * gives is not looked at: commit, machine, hypothesis, times, speed and memory.
 * @throws UserError where a set's predictions are not of its pairs.
 */
export function runProblems(run: PastRun, origin: RunOrigin): Promise<readonly string[]> {
  return onceChecked(join(run.folder, RECORD), () => problemsOf(run, origin));
}

async function problemsOf(run: PastRun, { loaded, dataset, members }: RunOrigin): Promise<readonly string[]> {
  const { experiment } = loaded;
  const { trainPairs, blend } = run.record.result;
  const blended = experiment.kind === "ensemble" ? await blendOf(run, { ...loaded, experiment }, members) : undefined;
  return [
    ...metricProblems(run, dataset),
    ...differences(trainPairs, await trainPairsOf(run, loaded, dataset), "trainPairs"),
    ...differences(blend, blended, "blend"),
  ];
}

/** Of a run whose record says what nothing gives. */
export function editedRecord(path: string, problems: readonly string[]): UserError {
  return problemsError(`${path}/${RECORD}: says what its files do not give; ${RECORD_ADVICE}`, problems);
}

/** How many pairs a run trained on. */
async function trainPairsOf({ record }: PastRun, loaded: LoadedExperiment, dataset: Dataset): Promise<number> {
  const { experiment } = loaded;
  const key = keyOf(record);
  switch (experiment.kind) {
    case "training": {
      const prepared = await loadPrepared({ ...loaded, experiment }, dataset);
      return trainingPairs({ experiment, dataset, prepared }, key).train.length;
    }
    case "baseline":
      return keptPairs(experiment, dataset, key.fold).train.length;
    case "predictions":
    case "ensemble":
      return dataset.train.length;
  }
}

/** What an ensemble learns when it is made again, which takes no training. */
async function blendOf(
  { record }: PastRun,
  loaded: LoadedExperiment<EnsembleExperiment>,
  members: readonly EnsembleMember[],
) {
  // Most runs blend nothing.
  const { createEnsembleMaker } = await import("../makers/ensemble/ensemble-maker.ts");
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-blend-"));
  try {
    const { signal } = new AbortController();
    const prepared = await createEnsembleMaker(loaded, await dataSource(loaded), members).prepare(keyOf(record));
    return (await prepared.execute({ folder, identity: record.identity, resume: false, signal })).blend;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
