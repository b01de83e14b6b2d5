import { type TrainingHook, UserError } from "@dalmeum/contracts";

export interface SwaOptions {
  /** Points that are averaged. */
  readonly last: number;
  /** Updates from one point to the next; the last point is the last update. */
  readonly everySteps: number;
}

/**
 * Mean of the parameters at the last points of training: a = (p_1 + ... + p_last) / last. One running mean, no copies of
 * the points. The points are counted from the planned end: a training that another hook stops before it has fewer, or
 * none, and then gives what it had.
 * @throws UserError where an option is no integer from 1 on, or training is too short.
 * @see Izmailov et al. 2018, arXiv:1803.05407; values as torch 2.15 AveragedModel.
 */
export function swa({ last, everySteps }: SwaOptions): TrainingHook {
  for (const [name, value] of Object.entries({ last, everySteps })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new UserError(`swa: found ${name} ${value}, expected an integer from 1 on`);
    }
  }
  return {
    name: "swa",
    options: { last, everySteps },
    start: ({ totalSteps, createMean }) => {
      const first = totalSteps - (last - 1) * everySteps;
      if (first < 1) {
        throw new UserError(
          `swa: ${last} points every ${everySteps} steps take ${totalSteps - first + 1} steps, training has ${totalSteps}`,
        );
      }
      const mean = createMean();
      let points = 0;
      return {
        afterUpdate: async (step, parameters) => {
          if (step >= first && (step - first) % everySteps === 0) await mean.add(parameters, 1 / ++points);
        },
        result: async (parameters) => (points > 0 ? mean.values() : parameters()),
        save: async () => ({ values: await mean.values(), numbers: { points } }),
        restore: async ({ values, numbers }) => {
          await mean.restore(values);
          points = numbers.points ?? 0;
        },
      };
    },
  };
}
