import { join } from "node:path";
import { type Prediction, problemsError, type SentencePair } from "@dalmeum/contracts";
import { readPredictions } from "@dalmeum/data";
import type { EnsembleExperiment } from "../experiments/define-ensemble.ts";
import { type LoadedExperiment, loadMembers } from "../experiments/load-experiment.ts";
import { type CurrentRun, finishedRuns } from "../runs/finished-runs.ts";
import { canonicalJson, sha256 } from "../runs/hash.ts";
import { meanById } from "../runs/mean-by-id.ts";
import { RUN_FILES } from "../runs/run-folder.ts";
import { keyText } from "../runs/run-key.ts";
import { keyOf, type RunInputs } from "../runs/run-record.ts";

/** An experiment of an ensemble and its runs of all seeds and folds. */
export interface EnsembleMember {
  readonly reference: string;
  readonly runs: readonly CurrentRun[];
}

/** Sets that each member has predicted. */
const BLENDED = ["heldOut", "dev", "test"] as const;
export type Blended = (typeof BLENDED)[number];

/**
 * The members of an ensemble, each with runs that follow from what stands in the workspace now, on the same data.
 * @param inputsOf what a member's runs follow from.
 * @throws UserError where a run is missing or has no out-of-fold predictions, or members have other data.
 */
export async function ensembleMembers(
  ensemble: LoadedExperiment<EnsembleExperiment>,
  inputsOf: (member: LoadedExperiment) => Promise<RunInputs>,
): Promise<readonly EnsembleMember[]> {
  const { name } = ensemble;
  const members: EnsembleMember[] = [];
  for (const loaded of await loadMembers(ensemble)) {
    members.push({ reference: loaded.reference, runs: finishedRuns(loaded, await inputsOf(loaded)) });
  }
  const runs = members.flatMap((member) => member.runs.map((run) => ({ ...run, reference: member.reference })));
  const blind = runs.filter(({ record }) => !(RUN_FILES.heldOut in record.result.files));
  if (blind.length > 0) {
    throw problemsError(
      `${name}: members without out-of-fold predictions; give them \`folds\`, a blend learns from pairs that its members have not seen`,
      [...new Set(blind.map(({ reference }) => reference))],
    );
  }
  const [first] = runs;
  const others = runs.filter(({ record }) => dataOf(record.inputs) !== (first && dataOf(first.record.inputs)));
  if (others.length > 0) {
    throw problemsError(`${name}: members of other data than ${first?.reference ?? ""}`, [
      ...new Set(others.map(({ reference }) => reference)),
    ]);
  }
  return members;
}

/** Hash of what each run predicted, by the run's path. */
export function predictionHashes(members: readonly EnsembleMember[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    members.flatMap(({ runs }) =>
      runs.map(({ path, record: { result } }) => [
        path,
        sha256(canonicalJson(BLENDED.map((set) => result.files[RUN_FILES[set]] ?? null))),
      ]),
    ),
  );
}

/**
 * A member's predictions of some pairs, in their order: the mean of its runs, or, out of fold, of those of each pair that were
 * kept from it.
 * @throws UserError naming ids that are missing, are none of the pairs', or are in two folds of one seed.
 */
export function memberPredictions(
  { reference, runs }: EnsembleMember,
  set: Blended,
  pairs: readonly SentencePair[],
): readonly Prediction[] {
  const read = runs.map((run) => ({ run, predictions: readPredictions(join(run.folder, RUN_FILES[set])) }));
  const expected = new Set(pairs.map(({ id }) => id));
  const problems: string[] = [];
  const seen = new Map<string, string>();
  for (const { run, predictions } of read) {
    const key = keyOf(run.record);
    for (const { id } of predictions) {
      if (!expected.has(id)) problems.push(`${keyText(key)} has id "${id}", which is not in the data`);
      // Every run predicts all of dev and test; of the training pairs its fold alone.
      const place = set === "heldOut" ? `${key.seed} ${id}` : `${run.path} ${id}`;
      const before = seen.get(place);
      if (before !== undefined) problems.push(`${keyText(key)} has id "${id}", which ${before} has too`);
      seen.set(place, keyText(key));
    }
  }
  const means = new Map(
    meanById(read.flatMap(({ predictions }) => predictions)).map((row) => [row.id, row.prediction]),
  );
  for (const { id } of pairs) if (!means.has(id)) problems.push(`id "${id}" has no prediction`);
  if (problems.length > 0) throw problemsError(`${reference}: ${RUN_FILES[set]}`, problems);
  return pairs.map(({ id }) => ({ id, prediction: means.get(id) ?? NaN }));
}

const dataOf = ({ data }: RunInputs): string =>
  canonicalJson(Object.entries(data).filter(([file]) => !file.startsWith("experiments/")));
