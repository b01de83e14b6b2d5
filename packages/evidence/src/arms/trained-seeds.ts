import { counted } from "@dalmeum/contracts";
import type { EngineChoice } from "./engine-choice.ts";
import { findEvidence, type FoundRuns } from "./evidence-runs.ts";
import { runsOf, type Subject, type SubjectRuns } from "./subject.ts";
import { withSeeds } from "./with-seeds.ts";

/**
 * The runs of several subjects, each of its first seeds up to one that a member lacks a run of: a comparison can be told, and may be
 * settled, before every seed is trained.
 * @throws UserError where a subject lacks a run of its first seed, naming all that it lacks.
 */
export async function trainedRunsOf(
  subjects: readonly Subject[],
  choice: EngineChoice = {},
): Promise<{ readonly subjects: readonly SubjectRuns[]; readonly warnings: readonly string[] }> {
  const evidence = await findEvidence(
    subjects.flatMap(({ members }) => members),
    choice,
  );
  const found = [...evidence.experiments];
  const trained = subjects.map((subject) => shortened(subject, found.splice(0, subject.members.length)));
  if (trained.every(({ warnings }) => warnings.length === 0)) return runsOf(subjects, choice, evidence);
  const runs = await runsOf(
    trained.map(({ subject }) => subject),
    choice,
  );
  return { ...runs, warnings: [...new Set(trained.flatMap(({ warnings }) => warnings)), ...runs.warnings] };
}

interface Shortened {
  readonly subject: Subject;
  readonly warnings: readonly string[];
}

function shortened(subject: Subject, found: readonly FoundRuns[]): Shortened {
  const lacking = found.filter(({ missing }) => missing.length > 0);
  const seeds = Math.min(...lacking.map(firstSeeds));
  if (lacking.length === 0 || seeds === 0) return { subject, warnings: [] };
  const [first, ...others] = subject.members;
  const warnings = lacking.map((each) => {
    const { reference, experiment } = each.loaded;
    return `${reference} has runs of ${firstSeeds(each)} of its ${counted(experiment.seeds.length, "seed")}.`;
  });
  return {
    subject: { ...subject, members: [withSeeds(first, seeds), ...others.map((member) => withSeeds(member, seeds))] },
    warnings,
  };
}

/** How many seeds come before the first that lacks a run. */
function firstSeeds({ loaded, missing }: FoundRuns): number {
  const lacking = new Set(missing.map(({ seed }) => seed));
  const { seeds } = loaded.experiment;
  const first = seeds.findIndex((seed) => lacking.has(seed));
  return first < 0 ? seeds.length : first;
}
