import type { Dataset, EngineDescription } from "@dalmeum/contracts";
import {
  type CurrentRun,
  editedRecord,
  type EnsembleMember,
  finishedRuns,
  followedInputs,
  runProblems,
  type RunOrigin,
} from "@dalmeum/runs";
import { type LoadedExperiment, loadMembers } from "@dalmeum/experiments";

/** What is submitted, and what it was blended of. */
export interface SubmittedRuns {
  readonly submitted: EnsembleMember;
  /** The submitted experiment alone where it is no ensemble. */
  readonly members: readonly EnsembleMember[];
}

/**
 * The runs that a submission is made of, each finished and following from what stands in the workspace now.
 * @throws UserError naming those that are not, or whose record was edited.
 */
export async function submittedRuns(
  loaded: LoadedExperiment,
  engine: EngineDescription,
  dataset: Dataset,
): Promise<SubmittedRuns> {
  const { experiment, reference } = loaded;
  const { inputs, members: blended } = await followedInputs(loaded, engine);
  const submitted = { reference, runs: await finishedRuns(loaded, inputs) };
  // Members first: what is wrong with one makes its blend wrong too.
  if (experiment.kind === "ensemble") {
    for (const member of await loadMembers({ ...loaded, experiment })) {
      const runs = blended.find((known) => known.reference === member.reference)?.runs ?? [];
      if (member.experiment.kind === "ensemble") await submittedRuns(member, engine, dataset);
      else await expectTrue(runs, { loaded: member, dataset, members: [] });
    }
  }
  await expectTrue(submitted.runs, { loaded, dataset, members: blended });
  return { submitted, members: experiment.kind === "ensemble" ? blended : [submitted] };
}

/** @throws UserError where the record of a run says what its files do not give. */
async function expectTrue(runs: readonly CurrentRun[], origin: RunOrigin): Promise<void> {
  for (const run of runs) {
    const problems = await runProblems(run, origin);
    if (problems.length > 0) throw editedRecord(run.path, problems);
  }
}
