import type { NamedValues } from "@dalmeum/contracts";
import { expect, it } from "vitest";
import { startedParameters } from "./started-parameters.ts";

const tensor = (shape: readonly number[], ...values: readonly number[]): NamedValues[string] => ({
  shape,
  values: Float32Array.from(values),
});
const modelOf = (sources: readonly string[] = []) => ({ name: "biEncoder", options: { sources: [...sources] } });
/** As a model with these tables that names its heads as ours do. */
const reading = (lookupTables: readonly string[]) => ({
  lookupTables,
  scoreReads: (name: string) => name.startsWith("heads."),
});
const words = "embeddings.word_embeddings.weight";
const valuesOf = (values: NamedValues): Record<string, number[]> =>
  Object.fromEntries(Object.entries(values).map(([name, { values: numbers }]) => [name, [...numbers]]));

it("takes the encoder and the pooling, and leaves heads as they begin", () => {
  const parameters = {
    dense: tensor([2], 0, 0),
    "pooling.weight": tensor([1], 0),
    "heads.similarity.weight": tensor([1], 0),
  };
  const learnt = {
    dense: tensor([2], 1, 2),
    "pooling.weight": tensor([1], 3),
    "heads.similarity.weight": tensor([1], 4),
  };
  const started = startedParameters(
    { model: modelOf(), parameters },
    { model: modelOf(), parameters: learnt },
    reading([]),
  );
  expect(valuesOf(started)).toEqual({ dense: [1, 2], "pooling.weight": [3], "heads.similarity.weight": [0] });
  expect(Object.keys(started)).toEqual(Object.keys(parameters));
});

it("begins a pooling that was not trained, and leaves out one that is not wanted", () => {
  const without = { model: modelOf(), parameters: { dense: tensor([1], 1) } };
  const withPooling = { model: modelOf(), parameters: { dense: tensor([1], 0), "pooling.weight": tensor([1], 5) } };
  expect(valuesOf(startedParameters(withPooling, without, reading([])))).toEqual({ dense: [1], "pooling.weight": [5] });
  expect(valuesOf(startedParameters(without, withPooling, reading([])))).toEqual({ dense: [0] });
});

it.each<[string, readonly string[], readonly string[], readonly number[]]>([
  ["none", [], [], [1, 2]],
  ["sources that were trained and are not wanted", [], ["a"], [1, 2]],
  ["sources that are new", ["a"], [], [1, 2, -1]],
  ["the same sources", ["a", "b"], ["a", "b"], [1, 2, 3, 4]],
  ["other sources", ["a", "b"], ["b"], [1, 2, -1, -2]],
])("of a table takes the encoder's rows, with %s", (_, sources, before, expected) => {
  const table = (values: readonly number[], { length }: readonly string[]): NamedValues => ({
    [words]: tensor([2 + length, 1], ...values.slice(0, 2 + length)),
  });
  const parameters = table([0, 0, -1, -2], sources);
  const learnt = table([1, 2, 3, 4], before);
  const started = startedParameters(
    { model: modelOf(sources), parameters },
    { model: modelOf(before), parameters: learnt },
    reading([words]),
  );
  expect(valuesOf(started)).toEqual({ [words]: expected });
  expect(parameters[words]?.values[0]).toBe(0);
});

it("refuses weights of another encoder, naming all that differs", () => {
  const parameters = { dense: tensor([2], 0, 0), other: tensor([1], 0), [words]: tensor([1, 2], 0, 0) };
  const learnt = { dense: tensor([1], 1), [words]: tensor([1, 3], 1, 1, 1) };
  expect(() =>
    startedParameters({ model: modelOf(), parameters }, { model: modelOf(), parameters: learnt }, reading([words])),
  ).toThrow(
    "the weights to start from are of another model: 3 problems\n" +
      "  dense: found [1], the model has [2]\n  other: found no such tensor, the model has [1]\n" +
      `  ${words}: found [1, 3], the model has [1, 2]`,
  );
});
