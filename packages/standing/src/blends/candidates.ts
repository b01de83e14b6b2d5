import type { Ensembler, Prediction } from "@dalmeum/contracts";
import { nestedPredictions } from "@dalmeum/ensembling";
import { compareArms, errorCorrelations } from "@dalmeum/evaluation";
import { z } from "zod";
import { kept } from "../kept.ts";
import { intervalOf, orNull } from "../numbers.ts";
import type { BlendCandidate } from "../types/index.ts";
import type { Judged } from "../scores/judge.ts";
import { meanOverSeeds } from "../scores/mean-over-seeds.ts";
import type { Point } from "../workspace/read-workspace.ts";
import { memberKind } from "./member-kind.ts";

export interface CandidateTask {
  /** Of the blend's run: its members, ensembler and folds follow from it. */
  readonly identity: string;
  readonly ensembler: Ensembler;
  /** Members' out-of-fold predictions, in the order of the training pairs. */
  readonly members: readonly (readonly Prediction[])[];
  readonly ids: readonly string[];
  readonly scores: readonly number[];
  /** Ids that are held out from each nested fit. */
  readonly folds: readonly (readonly string[])[];
}

const interval = z.object({ estimate: z.number(), low: z.number(), high: z.number() });
const addedSchema = z.object({ adds: interval.nullable(), likeness: z.number().nullable() });
type Added = z.infer<typeof addedSchema>;

/** What each experiment that is no member would add: the blend is fitted anew with it, on the same nested folds. */
export function candidatesOf(
  task: CandidateTask,
  others: readonly { readonly point: Point; readonly judged: Judged }[],
): readonly BlendCandidate[] {
  const add = adding(task);
  const found = others.flatMap(({ point, judged }): readonly BlendCandidate[] => {
    const own = meanOverSeeds(judged);
    const { adds, likeness } = kept(addedSchema, { blend: task.identity, own }, () => add(own));
    if (adds === null) return [];
    const { id, loaded } = point;
    const pearson = judged.score.estimate;
    return [{ experiment: id, reference: loaded.reference, kind: memberKind(point), pearson, likeness, adds }];
  });
  return found.toSorted((a, b) => b.adds.estimate - a.adds.estimate);
}

function adding({ ensembler, members, ids, scores, folds }: CandidateTask): (own: readonly number[]) => Added {
  const gold = new Map(ids.map((id, row) => [id, scores[row] ?? NaN]));
  const blend = (blended: CandidateTask["members"]): readonly number[] =>
    values(nestedPredictions({ ensembler, members: blended, gold, folds }));
  let without: readonly number[] | undefined;
  return (own) => {
    without ??= blend(members);
    const together = blend([...members, ids.map((id, row) => ({ id, prediction: own[row] ?? NaN }))]);
    const { difference } = compareArms({
      control: { name: "without", seeds: [without] },
      treatment: { name: "with", seeds: [together] },
      ...{ gold: scores, resamples: 1 },
    });
    const [likenesses = []] = errorCorrelations([own, ...members.map(values)], scores);
    return { adds: intervalOf(difference), likeness: orNull(Math.max(...likenesses.slice(1))) };
  };
}

const values = (predictions: readonly Prediction[]): readonly number[] =>
  predictions.map(({ prediction }) => prediction);
