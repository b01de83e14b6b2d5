import { type TrainingHook, UserError } from "@dalmeum/contracts";

export interface TrackDevOptions {
  /** Updates from one evaluation to the next; the last update is evaluated too. */
  readonly everySteps: number;
}

/**
 * Scores the parameters on the dev pairs now and then, and changes nothing: the scores stand in the run's metrics, and say
 * after how many updates a score was reached. Named after averages it scores the averages.
 * @throws UserError where `everySteps` is no integer from 1 on.
 */
export function trackDev({ everySteps }: TrackDevOptions): TrainingHook {
  if (!Number.isSafeInteger(everySteps) || everySteps < 1) {
    throw new UserError(`trackDev: found everySteps ${everySteps}, expected an integer from 1 on`);
  }
  return {
    name: "trackDev",
    options: { everySteps },
    start: ({ totalSteps, evaluate }) => ({
      afterUpdate: async (step, parameters) => {
        if (step % everySteps === 0 || step === totalSteps) await evaluate(await parameters());
      },
      result: (parameters) => parameters(),
      save: () => Promise.resolve({ values: {}, numbers: {} }),
      restore: () => Promise.resolve(),
    }),
  };
}
