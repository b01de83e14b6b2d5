import type { Prediction, ScoredPair } from "@dalmeum/contracts";
import { estimateOptimism, leaveOut, measurePostProcessing, withPostProcessing } from "@dalmeum/ensembling";
import { pearson } from "@dalmeum/evaluation/correlations";
import type { EnsembleExperiment } from "@dalmeum/experiments";
import type { BlendResult } from "../../record/run-record.ts";
import type { EnsembleMember } from "./member-predictions.ts";
import { moduleUsers } from "./member-modules.ts";

export interface BlendTask {
  readonly experiment: Pick<EnsembleExperiment, "ensembler" | "postProcessing">;
  readonly members: readonly EnsembleMember[];
  /** What each member predicted of the training pairs, out of fold. */
  readonly predictions: readonly (readonly Prediction[])[];
  readonly train: readonly ScoredPair[];
  /** Ids that are held out from each nested fit. */
  readonly folds: readonly (readonly string[])[];
}

export interface FittedBlend {
  readonly result: BlendResult;
  /** Of the training pairs, each by a blend that was not fitted on it. */
  readonly heldOut: readonly Prediction[];
  combine(members: readonly (readonly Prediction[])[]): readonly Prediction[];
}

/** Fit a blend, and measure on nested folds what it, each member, each module and each step afterwards are worth. */
export function fitBlend({ experiment, members, predictions, train, folds }: BlendTask): FittedBlend {
  const ensembler = withPostProcessing(experiment.ensembler, experiment.postProcessing);
  const scores = train.map(({ score }) => score);
  const gold = new Map(train.map(({ id, score }) => [id, score]));
  const nested = { ensembler, gold, members: predictions, folds };
  const optimism = estimateOptimism(nested);
  const groups = members.map(({ reference }, place) => ({ name: reference, members: [place] }));
  const users = moduleUsers(members.map(({ runs }) => runs[0]?.record.inputs.options ?? {}));
  const usedBy = users.map((user) => ({ name: user.modules.join(", "), members: user.members }));
  const blend = ensembler.fit(predictions, gold);
  return {
    heldOut: optimism.predictions,
    combine: (sets) => blend.combine(sets),
    result: {
      members: leaveOut({ ...nested, groups }).map(({ name, without, adds }, place) => ({
        experiment: name,
        weight: blend.weights[place] ?? NaN,
        pearson: pearson(
          (predictions[place] ?? []).map(({ prediction }) => prediction),
          scores,
        ),
        ...{ without, adds },
      })),
      modules: leaveOut({ ...nested, groups: usedBy }).map(({ without, adds }, index) => ({
        modules: [...(users[index]?.modules ?? [])],
        members: (users[index]?.members ?? []).map((place) => members[place]?.reference ?? ""),
        ...{ without, adds },
      })),
      fitted: optimism.fitted,
      nested: optimism.nested,
      postProcessing: [
        ...measurePostProcessing({ ...nested, ensembler: experiment.ensembler, steps: experiment.postProcessing }),
      ],
    },
  };
}
