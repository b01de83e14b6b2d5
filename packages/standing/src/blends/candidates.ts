import type { Ensembler, Prediction } from "@dalmeum/contracts";
import { nestedPredictions } from "@dalmeum/ensembling";
import { compareArms, errorCorrelations } from "@dalmeum/evaluation";
import { intervalOf, orNull } from "../numbers.ts";
import type { BlendCandidate } from "../types/index.ts";
import type { Judged } from "../scores/judge.ts";
import { meanOverSeeds } from "../scores/mean-over-seeds.ts";
import type { Point } from "../workspace/read-workspace.ts";
import { memberKind } from "./member-kind.ts";

export interface CandidateTask {
  readonly ensembler: Ensembler;
  /** Members' out-of-fold predictions, in the order of the training pairs. */
  readonly members: readonly (readonly Prediction[])[];
  readonly ids: readonly string[];
  readonly scores: readonly number[];
  /** Ids that are held out from each nested fit. */
  readonly folds: readonly (readonly string[])[];
}

/** What each experiment that is no member would add: the blend is fitted anew with it, on the same nested folds. */
export function candidatesOf(
  task: CandidateTask,
  others: readonly { readonly point: Point; readonly judged: Judged }[],
): readonly BlendCandidate[] {
  if (others.length === 0) return [];
  const gold = new Map(task.ids.map((id, row) => [id, task.scores[row] ?? NaN]));
  const blend = (members: CandidateTask["members"]): readonly number[] =>
    values(nestedPredictions({ ensembler: task.ensembler, members, gold, folds: task.folds }));
  const without = blend(task.members);
  const found = others.flatMap(({ point, judged }): readonly BlendCandidate[] => {
    const own = meanOverSeeds(judged);
    const together = blend([...task.members, task.ids.map((id, row) => ({ id, prediction: own[row] ?? NaN }))]);
    const { difference } = compareArms({
      control: { name: "without", seeds: [without] },
      treatment: { name: "with", seeds: [together] },
      ...{ gold: task.scores, resamples: 1 },
    });
    const adds = intervalOf(difference);
    if (adds === null) return [];
    const [likenesses = []] = errorCorrelations([own, ...task.members.map(values)], task.scores);
    return [
      {
        ...{ experiment: point.id, reference: point.loaded.reference, kind: memberKind(point), adds },
        ...{ pearson: judged.score.estimate, likeness: orNull(Math.max(...likenesses.slice(1))) },
      },
    ];
  });
  return found.toSorted((a, b) => b.adds.estimate - a.adds.estimate);
}

const values = (predictions: readonly Prediction[]): readonly number[] =>
  predictions.map(({ prediction }) => prediction);
