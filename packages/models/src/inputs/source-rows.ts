import type { NamedValues, Rng } from "@dalmeum/contracts";

/**
 * Parameters with a new row of the word table for each source, normal with deviation `deviation`.
 * @param wordTable name of the parameter whose rows ids stand for.
 */
export function withSourceRows(
  parameters: NamedValues,
  { sources, wordTable, rng, deviation }: SourceRowsOptions,
): NamedValues {
  if (sources.length === 0) return parameters;
  const table = parameters[wordTable];
  const [rows = 0, width = 0] = table?.shape ?? [];
  if (!table) throw new Error(`no parameter named ${wordTable}`);
  const values = new Float32Array((rows + sources.length) * width);
  values.set(table.values);
  for (let index = table.values.length; index < values.length; index++) values[index] = rng.normal() * deviation;
  return { ...parameters, [wordTable]: { shape: [rows + sources.length, width], values } };
}

export interface SourceRowsOptions {
  readonly sources: readonly string[];
  readonly wordTable: string;
  readonly rng: Rng;
  readonly deviation: number;
}
