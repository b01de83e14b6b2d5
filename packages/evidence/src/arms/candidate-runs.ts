import { relative } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { type EnsembleExperiment, type LoadedExperiment, loadMembers } from "@dalmeum/experiments";
import { canonicalJson } from "@dalmeum/files";
import {
  type FinishedRun,
  isReached,
  keyOf,
  keyText,
  pairHashes,
  predictionHashes,
  type RecordedInputs,
  runFolders,
  runIdentity,
  runInputs,
  type RunInputs,
  type RunKey,
  runKeys,
  runState,
  toldInputs,
} from "@dalmeum/runs";

/** A finished run that is evidence for what an experiment's options do. */
export interface EvidenceRun {
  readonly folder: string;
  /** Relative to the workspace root. */
  readonly path: string;
  readonly key: RunKey;
  readonly record: FinishedRun;
  /** What computed it; of an ensemble, what computed its members. */
  readonly engine: RunInputs["engine"];
  /** Hashes of the files that its pairs were read from. */
  readonly pairs: readonly string[];
  /** Whether nothing that it follows from has changed since. */
  readonly current: boolean;
}

/** A finished run of whatever options. */
export type StoredRun = Pick<EvidenceRun, "folder" | "path" | "record">;

/**
 * Every finished run whose options, data and checkpoint are today's, of whatever key, code and engine.
 * @param finished every finished run of the experiment, for whoever has read them.
 */
export async function candidateRuns(
  loaded: LoadedExperiment,
  finished = finishedRunsOf(loaded),
): Promise<readonly EvidenceRun[]> {
  const { experiment } = loaded;
  // Of an experiment without runs nothing is read that they would be compared with.
  if (finished.length === 0) return [];
  const wanted = optionsOf(await toldInputs(loaded));
  const alike = finished.filter(({ record }) => optionsOf(record.inputs) === wanted);
  const computed =
    experiment.kind === "ensemble"
      ? await blendedOfMembers({ ...loaded, experiment }, alike)
      : alike.map((run) => ({ ...run, engine: run.record.inputs.engine }));
  const identityOf = todaysIdentity(loaded);
  const runs: EvidenceRun[] = [];
  for (const run of computed) {
    const key = keyOf(run.record);
    const comparable = isReached(run.record.inputs.code);
    const current = comparable && run.record.identity === (await identityOf(run.engine, key));
    runs.push({ ...run, key, pairs: await pairHashes(loaded, run.record.inputs), current });
  }
  return runs;
}

function finishedRunsOf({ root, folder }: LoadedExperiment): readonly StoredRun[] {
  return runFolders(folder).flatMap((each): readonly StoredRun[] => {
    const state = runState(each);
    return state.kind === "finished" ? [{ folder: each, path: relative(root, each), record: state.record }] : [];
  });
}

const optionsOf = ({ options, data, checkpoint }: Pick<RecordedInputs, "options" | "data" | "checkpoint">): string =>
  canonicalJson({ options, data, checkpoint });

/** The identity that a run would have today; its inputs are read once for each engine. */
function todaysIdentity(loaded: LoadedExperiment) {
  const known = new Map<string, Promise<RunInputs | undefined>>();
  return async (engine: RunInputs["engine"], key: RunKey): Promise<string | undefined> => {
    const name = canonicalJson(engine);
    const found = known.get(name) ?? inputsToday(loaded, engine);
    known.set(name, found);
    const inputs = await found;
    return inputs && runIdentity(inputs, key);
  };
}

/** Undefined of an ensemble whose members have no runs of today's. */
async function inputsToday(loaded: LoadedExperiment, engine: RunInputs["engine"]): Promise<RunInputs | undefined> {
  try {
    return await runInputs(loaded, engine);
  } catch (error) {
    if (error instanceof UserError && loaded.experiment.kind === "ensemble") return undefined;
    throw error;
  }
}

/** Of an ensemble's runs those that blend evidence of every key of its members, as it lies there now. */
async function blendedOfMembers(
  ensemble: LoadedExperiment<EnsembleExperiment>,
  runs: readonly StoredRun[],
): Promise<readonly (StoredRun & Pick<EvidenceRun, "engine">)[]> {
  const members: { readonly keys: readonly RunKey[]; readonly runs: readonly EvidenceRun[] }[] = [];
  for (const loaded of await loadMembers(ensemble)) {
    members.push({ keys: runKeys(loaded.experiment), runs: await candidateRuns(loaded) });
  }
  const known = members.flatMap((member) => member.runs);
  const hashes = predictionHashes([{ reference: ensemble.reference, runs: known }]);
  return runs.flatMap((run) => {
    const blended = run.record.inputs.members ?? {};
    const isWhole = members.every(({ keys, runs: ofMember }) => {
      const used = new Set(ofMember.filter(({ path }) => path in blended).map(({ key }) => keyText(key)));
      return keys.every((key) => used.has(keyText(key)));
    });
    if (!isWhole || Object.entries(blended).some(([path, hash]) => hashes[path] !== hash)) return [];
    const computed = known.find(({ path, engine }) => path in blended && engine.name !== "none");
    return [{ ...run, engine: computed?.engine ?? run.record.inputs.engine }];
  });
}
