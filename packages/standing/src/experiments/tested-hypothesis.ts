import { chooseEvidence, compareRuns, loadSubject, type Subject } from "@dalmeum/evidence";
import type { Hypothesis } from "@dalmeum/experiments";
import { intervalOf } from "../numbers.ts";
import { settling } from "../scores/settling.ts";
import type { TestedDifference, TestedHypothesis } from "../types/index.ts";
import { pointKey } from "../workspace/points.ts";
import type { Point, Workspace } from "../workspace/read-workspace.ts";

/** What runs say of an experiment's hypothesis; null where it names no control, or is about other settings than these. */
export async function testedHypothesis({ loaded }: Point, workspace: Workspace): Promise<TestedHypothesis | null> {
  const { hypothesis } = loaded.experiment;
  if (typeof hypothesis !== "object") return null;
  const { claim, control, metric, smallestDifference, treatment = loaded.name } = hypothesis;
  const told = { claim, control, treatment, metric, smallestDifference };
  const { problems, root } = workspace;
  const subjects = await problems.attemptAsync("hypothesis", loaded.reference, async () => ({
    control: await loadSubject(root, control),
    treatment: await loadSubject(root, treatment),
  }));
  const treated = subjects?.treatment.members.map(pointKey) ?? [];
  if (loaded.reference !== loaded.name && !treated.includes(pointKey(loaded))) return null;
  if (subjects === undefined) return { ...told, tested: null, missing: [] };
  const tested = problems.attempt("hypothesis", loaded.reference, () => test(hypothesis, subjects, workspace));
  return { ...told, ...(tested ?? { tested: null, missing: [] }) };
}

interface Subjects {
  readonly control: Subject;
  readonly treatment: Subject;
}

/** @throws UserError where their runs cannot be compared. */
function test(
  hypothesis: Hypothesis,
  { control, treatment }: Subjects,
  { pointOf }: Workspace,
): Pick<TestedHypothesis, "tested" | "missing"> {
  const members = [...control.members, ...treatment.members];
  const candidates = new Map(members.map((member) => [member.reference, pointOf(member)?.candidates ?? []]));
  const { experiments } = chooseEvidence(members, candidates);
  const missing = experiments.filter((each) => each.missing.length > 0).map(({ loaded }) => loaded.reference);
  const data = pointOf(control.members[0])?.data;
  if (missing.length > 0 || data === undefined) return { tested: null, missing: [...new Set(missing)] };
  const runs = experiments.map((each) => each.runs);
  const ofControl = { reference: control.reference, members: runs.slice(0, control.members.length) };
  const ofTreatment = { reference: treatment.reference, members: runs.slice(control.members.length) };
  const { metric, smallestDifference } = hypothesis;
  const compared = compareRuns({
    ...{ control: ofControl, metric, ground: undefined, dataset: data.dataset },
    treatments: [{ subject: treatment, hypothesis, smallestDifference, runs: ofTreatment }],
    // Nobody is shown the bootstrap here.
    resamples: 1,
  });
  return { tested: testedDifference(compared), missing: [] };
}

function testedDifference({ ground, pairs, treatments }: ReturnType<typeof compareRuns>): TestedDifference | null {
  const [treatment] = treatments;
  if (treatment === undefined) return null;
  const { comparison, corrected } = treatment;
  const difference = intervalOf(comparison.difference);
  if (difference === null) return null;
  const { control, treatment: treated } = comparison;
  return {
    ...{ verdict: corrected.verdict, ground, pairs, difference, pValue: corrected.pValue },
    seeds: { control: control.perSeed.length, treatment: treated.perSeed.length },
    ...settling(comparison),
  };
}
