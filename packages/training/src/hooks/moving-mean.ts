import type { NamedValues } from "@dalmeum/contracts";

/** A mean of parameters, in arrays of its own. */
export interface MovingMean {
  /** mean += share (parameters - mean); the first parameters are the mean, whatever the share. */
  add(parameters: NamedValues, share: number): void;
  /** Empty before the first. */
  values(): NamedValues;
  restore(values: NamedValues): void;
}

export function createMovingMean(): MovingMean {
  let mean: NamedValues = {};
  return {
    add: (parameters, share) => {
      const first = Object.keys(mean).length === 0;
      if (first) mean = copyOf(parameters);
      else for (const [name, { values }] of Object.entries(mean)) move(values, parameters[name]?.values, share);
    },
    values: () => mean,
    restore: (values) => {
      mean = values;
    },
  };
}

export function copyOf(parameters: NamedValues): NamedValues {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { shape, values }]) => [name, { shape, values: values.slice() }]),
  );
}

/** All parameters at every step: one plain loop. */
function move(mean: Float32Array, values: Float32Array | undefined, share: number): void {
  if (values?.length !== mean.length) throw new Error(`found ${values?.length} values, expected ${mean.length}`);
  for (let index = 0; index < mean.length; index++) {
    const before = mean[index] ?? NaN;
    mean[index] = before + share * ((values[index] ?? NaN) - before);
  }
}
