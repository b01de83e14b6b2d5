import { type DevScore, readDevScores, type RunKey } from "@dalmeum/runs";
import type { EvidenceRun } from "../arms/candidate-runs.ts";
import type { SubjectRuns } from "../arms/subject.ts";

/** Dev Pearson of a run while it trained. */
export interface LearningCurve {
  readonly experiment: string;
  readonly key: RunKey;
  readonly scores: readonly DevScore[];
  /** The first step at which the score was reached; null where it was not, absent where none was asked for. */
  readonly reachedAt?: number | null;
}

/**
 * The curve of every run of some experiments; without points where no hook scored dev.
 * @param reach dev Pearson whose first step is looked for.
 */
export function learningCurves(subjects: readonly SubjectRuns[], reach: number | undefined): readonly LearningCurve[] {
  return subjects.flatMap(({ reference, members }) => members.flat().map((run) => curveOf(reference, run, reach)));
}

function curveOf(experiment: string, { folder, key }: EvidenceRun, reach: number | undefined): LearningCurve {
  const scores = readDevScores(folder);
  const curve = { experiment, key, scores };
  if (reach === undefined) return curve;
  const first = scores.find(({ devPearson }) => devPearson !== null && devPearson >= reach);
  return { ...curve, reachedAt: first?.step ?? null };
}
