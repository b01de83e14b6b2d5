import type { NamedValues } from "@dalmeum/contracts";
import { pearson } from "@dalmeum/evaluation/correlations";
import { createPredictor, type Predictor } from "@dalmeum/training";
import { SUBMITTED_HEAD } from "@dalmeum/experiments";
import type { RunTask } from "./run-task.ts";

/** Scores parameters on the dev pairs while a run trains. */
export interface DevEvaluator {
  /** Dev Pearson of the head that is submitted; NaN where predictions are equal. */
  evaluate(parameters: NamedValues): Promise<number>;
  dispose(): Promise<void>;
}

export function createDevEvaluator({ experiment, dataset, model, engine, signal }: RunTask): DevEvaluator {
  const { maxLength, symmetric } = experiment;
  // Made when it is first asked for: few experiments evaluate while they train.
  let predictor: Predictor | undefined;
  const gold = dataset.dev.map(({ score }) => score);
  return {
    evaluate: async (parameters) => {
      predictor ??= createPredictor({ model, maxLength, symmetric, engine, signal });
      await predictor.set(parameters);
      return pearson((await predictor.predict(dataset.dev))[SUBMITTED_HEAD] ?? [], gold);
    },
    dispose: async () => predictor?.dispose(),
  };
}
