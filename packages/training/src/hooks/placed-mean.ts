import type { NamedValues, ParameterMean, ReadParameters } from "@dalmeum/contracts";
import { createMovingMean } from "./moving-mean.ts";

/**
 * A mean that lies where the parameters are, if it is their own; of what an earlier hook makes of them it lies in host memory.
 * @param own reads the parameters themselves.
 */
export function placedMean(own: ReadParameters, beside: ParameterMean): ParameterMean {
  let mean: ParameterMean | undefined;
  /** Before it is known what is averaged. */
  let restored: NamedValues = {};
  const placed = async (parameters: ReadParameters): Promise<ParameterMean> => {
    const place = parameters === own ? beside : createMovingMean();
    if (Object.keys(restored).length > 0) await place.restore(restored);
    restored = {};
    return place;
  };
  return {
    add: async (parameters, share) => {
      mean ??= await placed(parameters);
      await mean.add(parameters, share);
    },
    values: async () => (mean ? mean.values() : restored),
    restore: async (values) => {
      if (mean) await mean.restore(values);
      else restored = values;
    },
  };
}
