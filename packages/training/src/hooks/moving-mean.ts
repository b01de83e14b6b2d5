import type { NamedValues, ParameterMean } from "@dalmeum/contracts";

/** A mean in arrays of its own in host memory. */
export function createMovingMean(): ParameterMean {
  let mean: NamedValues = {};
  return {
    add: async (parameters, share) => {
      const given = await parameters();
      if (Object.keys(mean).length === 0) mean = copyOf(given);
      else for (const [name, { values }] of Object.entries(mean)) move(values, given[name]?.values, share);
    },
    values: () => Promise.resolve(mean),
    restore: (values) => {
      mean = values;
      return Promise.resolve();
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
