import { UserError } from "@dalmeum/contracts";
import type { Hypothesis, LoadedExperiment } from "@dalmeum/experiments";
import { canonicalJson } from "@dalmeum/files";
import { loadData, runFolders, runState } from "@dalmeum/runs";
import { findEvidence } from "../arms/evidence-runs.ts";
import { loadSubject, type Subject } from "../arms/subject.ts";
import { compareExperiments } from "./compare-experiments.ts";

/** How far a hypothesis is from an answer, and what lies between. */
export type HypothesisStanding =
  /** A sentence, or nothing: there is no control to hold it against. */
  | { readonly kind: "untested" }
  /** Experiments that lack runs, the control first, as the command line names them. */
  | { readonly kind: "untrained"; readonly lacking: readonly string[] }
  | {
      readonly kind: "undecided";
      /** As the command line names them. */
      readonly arms: readonly [control: string, treatment: string];
      /** Seeds that each arm has; one says nothing of how another would do. */
      readonly seeds: number;
      /** Seeds an arm that would settle a difference as large as the estimate; null where none would. */
      readonly settlingSeeds: number | null;
      /** Pairs that it takes at least where no seeds do. */
      readonly settlingExamples: number | null;
    }
  | { readonly kind: "supported" | "refuted" }
  /** Why it cannot be told. */
  | { readonly kind: "unclear"; readonly why: string };

/** How far an experiment's hypothesis is, by all seeds that its arms have run. Of arms without runs little is read. */
export async function hypothesisStanding(loaded: LoadedExperiment): Promise<HypothesisStanding> {
  const { hypothesis } = loaded.experiment;
  if (typeof hypothesis !== "object") return { kind: "untested" };
  try {
    return await standingOf(loaded, hypothesis);
  } catch (error) {
    if (error instanceof UserError) return { kind: "unclear", why: error.message };
    throw error;
  }
}

async function standingOf(loaded: LoadedExperiment, hypothesis: Hypothesis): Promise<HypothesisStanding> {
  const { metric, smallestDifference } = hypothesis;
  const [control, treatment] = await armsOf(loaded, hypothesis);
  const lacking = await lackingRuns([control, treatment]);
  if (lacking.length > 0) return { kind: "untrained", lacking };
  const compared = await compareExperiments({
    control,
    treatments: [{ subject: treatment, smallestDifference, hypothesis }],
    ...{ metric, ground: undefined, dataset: await loadData(control.members[0]) },
  });
  const [result] = compared.treatments;
  if (result === undefined) return { kind: "untrained", lacking: [treatment.reference] };
  const { comparison, corrected } = result;
  if (corrected.verdict !== "undecided") return { kind: corrected.verdict };
  return {
    kind: "undecided",
    arms: [control.reference, treatment.reference],
    seeds: Math.min(comparison.control.perSeed.length, comparison.treatment.perSeed.length),
    settlingSeeds: comparison.seedsToSettle,
    settlingExamples: comparison.examplesToSettle,
  };
}

type Arms = readonly [control: Subject, treatment: Subject];

/** With the seeds of their experiments, or as many as both have run where these are more. */
async function armsOf({ root, reference }: LoadedExperiment, hypothesis: Hypothesis): Promise<Arms> {
  const load = async (seeds?: number): Promise<Arms> => [
    await loadSubject(root, hypothesis.control, seeds),
    await loadSubject(root, hypothesis.treatment ?? reference, seeds),
  ];
  const own = await load();
  const members = own.flatMap((subject) => subject.members);
  const seeds = Math.min(...members.map(trainedSeeds));
  if (members.every(({ experiment }) => seeds <= experiment.seeds.length)) return own;
  const more = await load(seeds);
  return (await lackingRuns(more)).length === 0 ? more : own;
}

/** How many seeds have a finished run with these settings, folds aside, of whatever code. */
function trainedSeeds({ folder, settings }: LoadedExperiment): number {
  const seeds = runFolders(folder).flatMap((each) => {
    const state = runState(each);
    const isAlike = state.kind === "finished" && canonicalJson(state.record.settings) === canonicalJson(settings);
    return isAlike ? [state.record.seed] : [];
  });
  return new Set(seeds).size;
}

async function lackingRuns(subjects: readonly Subject[]): Promise<readonly string[]> {
  const { experiments } = await findEvidence(subjects.flatMap(({ members }) => members));
  return [...new Set(experiments.filter(({ missing }) => missing.length > 0).map(({ loaded }) => loaded.reference))];
}
