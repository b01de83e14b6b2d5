import { type NamedValues, type TrainingHook, UserError } from "@dalmeum/contracts";
import { copyOf } from "./moving-mean.ts";

export interface EarlyStoppingOptions {
  /** Evaluations in a row without a better score after which training stops. */
  readonly patience: number;
  /** Updates from one evaluation to the next; the last update is evaluated too. */
  readonly everySteps: number;
}

/**
 * Scores the parameters on the dev pairs, stops after `patience` evaluations without a better score, and gives the best
 * parameters. Named after averages it scores the averages. A score chosen as the best of many is optimistic: report
 * another set's. A score that is not defined (NaN) is never better.
 * @throws UserError where an option is no integer from 1 on.
 * @see Prechelt 1998, "Early Stopping - But When?"
 */
export function earlyStopping({ patience, everySteps }: EarlyStoppingOptions): TrainingHook {
  for (const [name, value] of Object.entries({ patience, everySteps })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new UserError(`earlyStopping: found ${name} ${value}, expected an integer from 1 on`);
    }
  }
  return {
    name: "earlyStopping",
    options: { patience, everySteps },
    start: ({ totalSteps, evaluate }) => {
      let best: NamedValues = {};
      let bestScore = -Infinity;
      let worseInARow = 0;
      const hasBest = (): boolean => bestScore > -Infinity;
      return {
        afterUpdate: async (step, parameters) => {
          if (step % everySteps !== 0 && step !== totalSteps) return;
          const given = await parameters();
          const score = await evaluate(given);
          if (score > bestScore) {
            best = overwrite(best, given);
            bestScore = score;
            worseInARow = 0;
          } else worseInARow++;
        },
        result: async (parameters) => (hasBest() ? best : parameters()),
        stopped: () => worseInARow >= patience,
        // A score of -Infinity has no JSON: it is left out.
        save: () => Promise.resolve({ values: best, numbers: { worseInARow, ...(hasBest() ? { bestScore } : {}) } }),
        restore: ({ values, numbers }) => {
          best = values;
          bestScore = numbers.bestScore ?? -Infinity;
          worseInARow = numbers.worseInARow ?? 0;
          return Promise.resolve();
        },
      };
    },
  };
}

/** One copy of all parameters, whose arrays are used again. */
function overwrite(target: NamedValues, parameters: NamedValues): NamedValues {
  if (Object.keys(target).length === 0) return copyOf(parameters);
  for (const [name, { values }] of Object.entries(parameters)) target[name]?.values.set(values);
  return target;
}
