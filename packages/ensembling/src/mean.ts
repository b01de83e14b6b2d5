import { type Ensembler, UserError } from "@dalmeum/contracts";
import { joinById } from "./join-by-id.ts";

/**
 * The mean of the members' predictions: sum of p_m / M for each pair. It learns nothing from the gold scores.
 * @throws UserError where members do not share their ids, or another number of them comes than was fitted.
 */
export function mean(): Ensembler {
  return {
    name: "mean",
    options: {},
    fit: (fitted) => {
      joinById(fitted);
      return (members) => {
        if (members.length !== fitted.length) {
          throw new UserError(`mean: found ${members.length} members, expected ${fitted.length} as fitted`);
        }
        return joinById(members).map(({ id, predictions }) => ({
          id,
          prediction: predictions.reduce((sum, prediction) => sum + prediction, 0) / predictions.length,
        }));
      };
    },
  };
}
