import { join } from "node:path";
import { type Dataset, type Engine, problemsError } from "@dalmeum/contracts";
import { readPredictions } from "@dalmeum/data";
import { pearson } from "@dalmeum/evaluation/correlations";
import { type CurrentRun, type EnsembleMember, finishedRuns, followedInputs, joinGold, RUN_FILES } from "@dalmeum/runs";
import type { LoadedExperiment } from "@dalmeum/experiments";

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
  const members = experiment.kind === "ensemble" ? blended : [submitted];
  const problems = [submitted, ...members].flatMap(({ runs }) => runs).flatMap((run) => recordProblems(run, dataset));
  if (problems.length > 0)
    throw problemsError("runs whose record is not what their files give", [...new Set(problems)]);
  return { submitted, members };
}

/** What run.json says of the predictions on dev, beside what they are. */
function recordProblems({ folder, path, record }: CurrentRun, { dev }: Dataset): readonly string[] {
  const { predictions, gold } = joinGold(readPredictions(join(folder, RUN_FILES.dev)), dev, `${path}: dev`);
  const computed = pearson(predictions, gold);
  const recorded = record.result.dev.pearson.estimate ?? NaN;
  if (Math.abs(computed - recorded) <= TOLERANCE || (Number.isNaN(computed) && Number.isNaN(recorded))) return [];
  return [`${path}: run.json says dev Pearson ${recorded}, its predictions give ${computed}`];
}

/** Differences below are of another machine's arithmetic. */
const TOLERANCE = 1e-9;
