import type { Arm } from "@dalmeum/evaluation";
import { type LoadedExperiment, loadExperiment } from "@dalmeum/experiments";
import type { EvidenceRun } from "./candidate-runs.ts";
import type { EngineChoice } from "./engine-choice.ts";
import { type Gold, loadArm } from "./evidence-arm.ts";
import { type Evidence, evidenceRuns } from "./evidence-runs.ts";
import { meanOfScales } from "./mean-of-scales.ts";
import { withSeeds } from "./with-seeds.ts";

/** What is compared: an experiment, or the average of several, `one+other`. */
export interface Subject {
  /** As the command line names it. */
  readonly reference: string;
  readonly members: readonly [LoadedExperiment, ...LoadedExperiment[]];
  /** How many seeds it is to have; its members may have fewer, where fewer are trained. */
  readonly seeds: number;
}

/** @throws UserError where there is no such experiment. */
export async function loadSubject(root: string, reference: string, seeds?: number): Promise<Subject> {
  const load = async (member: string): Promise<LoadedExperiment> =>
    withSeeds(await loadExperiment(root, member), seeds);
  const [first = "", ...others] = reference.split("+");
  const members = [await load(first), ...(await Promise.all(others.map(load)))] as const;
  const name = members.map((member) => member.reference).join("+");
  return { reference: name, members, seeds: members[0].experiment.seeds.length };
}

/** The finished runs of a subject's members, in their order. */
export interface SubjectRuns {
  readonly reference: string;
  readonly members: readonly (readonly EvidenceRun[])[];
}

/**
 * The runs of several subjects, which are to be held beside each other.
 * @param found what there is of their members, for whoever has looked.
 * @throws UserError where a run is missing.
 */
export async function runsOf(
  subjects: readonly Subject[],
  choice: EngineChoice = {},
  found?: Evidence,
): Promise<{ readonly subjects: readonly SubjectRuns[]; readonly warnings: readonly string[] }> {
  const evidence = await evidenceRuns(
    subjects.flatMap(({ members }) => members),
    choice,
    found,
  );
  const experiments = [...evidence.experiments];
  return {
    subjects: subjects.map(({ reference, members }) => ({
      reference,
      members: experiments.splice(0, members.length).map(({ runs }) => runs),
    })),
    warnings: evidence.warnings,
  };
}

/**
 * A subject's predictions, one list a seed. Several members are brought to one scale and averaged, the first seed of one
 * with the first of the others.
 */
export function armOf({ reference, members }: SubjectRuns, gold: Gold): Arm {
  const [first, ...others] = members.map((runs) => loadArm(reference, runs, gold));
  if (first === undefined || others.length === 0) return first ?? { name: reference, seeds: [] };
  const seeds = first.seeds.map((predictions, index) =>
    meanOfScales([predictions, ...others.flatMap((arm) => [arm.seeds[index] ?? []])]),
  );
  return { name: reference, seeds };
}
