import type { Arm } from "@dalmeum/evaluation";
import { type LoadedExperiment, loadExperiment } from "@dalmeum/experiments";
import { runInputs, runKeys } from "@dalmeum/runs";
import { type Gold, loadArm } from "./evidence-arm.ts";
import { type EvidenceRun, evidenceRuns } from "./evidence-runs.ts";
import { meanOfScales } from "./mean-of-scales.ts";
import { withSeeds } from "./with-seeds.ts";

/** What is compared: an experiment, or the average of several, `one+other`. */
export interface Subject {
  /** As the command line names it. */
  readonly reference: string;
  readonly members: readonly [LoadedExperiment, ...LoadedExperiment[]];
}

/** @throws UserError where there is no such experiment. */
export async function loadSubject(root: string, reference: string, seeds?: number): Promise<Subject> {
  const load = async (member: string): Promise<LoadedExperiment> =>
    withSeeds(await loadExperiment(root, member), seeds);
  const [first = "", ...others] = reference.split("+");
  const members = [await load(first), ...(await Promise.all(others.map(load)))] as const;
  return { reference: members.map((member) => member.reference).join("+"), members };
}

/** The finished runs of a subject's members, in their order. */
export interface SubjectRuns {
  readonly reference: string;
  readonly members: readonly (readonly EvidenceRun[])[];
}

/** @throws UserError where a run is missing. */
export async function runsOf(
  { reference, members }: Subject,
  engine: Parameters<typeof runInputs>[1],
): Promise<SubjectRuns> {
  const runs: (readonly EvidenceRun[])[] = [];
  for (const loaded of members) {
    runs.push(evidenceRuns(loaded, await runInputs(loaded, engine), runKeys(loaded.experiment)));
  }
  return { reference, members: runs };
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
