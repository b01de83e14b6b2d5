import { problemsError } from "@dalmeum/contracts";
import { type EnsembleExperiment, type LoadedExperiment, loadMembers } from "@dalmeum/experiments";
import { canonicalJson, sha256 } from "@dalmeum/files";
import { reachedCode } from "../code/run-code.ts";
import { finishedRuns } from "./finished-runs.ts";
import { pairHashes } from "./pair-hashes.ts";
import { BLENDED, type EnsembleMember } from "../makers/ensemble/member-predictions.ts";
import { RUN_FILES } from "../record/run-files.ts";
import type { RunInputs } from "../record/run-record.ts";

/**
 * The members of an ensemble, each with runs that follow from what stands in the workspace now, on the same data.
 * @param inputsOf what a member's runs follow from.
 * @throws UserError where a run is missing or has no out-of-fold predictions, or members have other data.
 */
export async function ensembleMembers(
  ensemble: LoadedExperiment<EnsembleExperiment>,
  inputsOf: (member: LoadedExperiment) => Promise<RunInputs>,
  readCode = reachedCode,
): Promise<readonly EnsembleMember[]> {
  const { name } = ensemble;
  const members: EnsembleMember[] = [];
  const pairs = new Map<string, string>();
  for (const loaded of await loadMembers(ensemble)) {
    const inputs = await inputsOf(loaded);
    pairs.set(loaded.reference, canonicalJson(await pairHashes(loaded, inputs)));
    members.push({ reference: loaded.reference, runs: await finishedRuns(loaded, inputs, readCode) });
  }
  const runs = members.flatMap((member) => member.runs.map((run) => ({ ...run, reference: member.reference })));
  const blind = runs.filter(({ record }) => !(RUN_FILES.heldOut in record.result.files));
  if (blind.length > 0) {
    throw problemsError(
      `${name}: members without out-of-fold predictions; give them \`folds\`, a blend learns from pairs that its members have not seen`,
      [...new Set(blind.map(({ reference }) => reference))],
    );
  }
  const [first, ...others] = pairs;
  const different = others.filter(([, hashes]) => hashes !== first?.[1]).map(([reference]) => reference);
  if (different.length > 0) throw problemsError(`${name}: members of other data than ${first?.[0] ?? ""}`, different);
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
