import type { Dataset, Engine } from "@dalmeum/contracts";
import { editedRecord, type EnsembleMember, finishedRuns, followedInputs, runProblems } from "@dalmeum/runs";
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
  engine: Engine,
  dataset: Dataset,
): Promise<SubmittedRuns> {
  const { experiment, reference } = loaded;
  const { inputs, members: blended } = await followedInputs(loaded, engine);
  const submitted = { reference, runs: await finishedRuns(loaded, inputs) };
  // Members first: what is wrong with one makes its blend wrong too.
  if (experiment.kind === "ensemble") {
    for (const member of await loadMembers({ ...loaded, experiment })) await submittedRuns(member, engine, dataset);
  }
  for (const run of submitted.runs) {
    const problems = await runProblems(run, { loaded, dataset, members: blended });
    if (problems.length > 0) throw editedRecord(run.path, problems);
  }
  return { submitted, members: experiment.kind === "ensemble" ? blended : [submitted] };
}
