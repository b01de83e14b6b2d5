import { type TrainingHook, UserError } from "@dalmeum/contracts";

export interface EmaOptions {
  /** Share of the average that stays at each update, 0 up to below 1. */
  readonly decay: number;
}

/**
 * Exponential moving average of the parameters: after each update a = decay a + (1 - decay) p; training gives a. It
 * starts at the parameters after the first update, not at zero, so it has no bias to correct.
 * @throws UserError where decay is out of range.
 * @see Polyak and Juditsky 1992; values as torch 2.15 AveragedModel with get_ema_multi_avg_fn.
 */
export function ema({ decay }: EmaOptions): TrainingHook {
  if (!(decay >= 0 && decay < 1)) throw new UserError(`ema: found decay ${decay}, expected 0 up to below 1`);
  return {
    name: "ema",
    options: { decay },
    start: ({ createMean }) => {
      const mean = createMean();
      return {
        afterUpdate: (_step, parameters) => mean.add(parameters, 1 - decay),
        result: () => mean.values(),
        save: async () => ({ values: await mean.values(), numbers: {} }),
        restore: ({ values }) => mean.restore(values),
      };
    },
  };
}
