import type { StateArray } from "@dalmeum/contracts";
import type { RecordedStep } from "../../record-step.ts";
import { entryType, type ModuleParameter, type StateEntry } from "./module.ts";
import type { NamedSpec } from "./packing.ts";
import { placeInput, type StateAccess } from "./state-access.ts";
import { sameShape, typeText } from "./text.ts";

/**
 * The arrays of the state, each once though several inputs read it.
 * @throws Error where two inputs give an array two shapes.
 */
export function stateEntries(accesses: readonly StateAccess[]): readonly StateEntry[] {
  const arrays = new Map<string, StateArray>();
  for (const { source } of accesses) {
    const { name, shape } = source.array;
    const known = arrays.get(name);
    if (known && !sameShape(known.shape, shape)) {
      throw new Error(`the state's "${name}" is [${known.shape.join(", ")}] and [${shape.join(", ")}] in one step`);
    }
    arrays.set(name, source.array);
  }
  return [...arrays.values()].map((array) => ({ kind: "state", array }));
}

/** The inputs that the host gives: those that a node reads, or that say what is read of the state. */
export function hostInputs({ graph, inputs, state }: RecordedStep, accesses: readonly StateAccess[]): NamedSpec[] {
  const read = new Set<string | undefined>([
    ...graph.inputs.map(({ name }) => name).filter((name) => !Object.hasOwn(state, name)),
    ...accesses.map(({ source }) => placeInput(source)),
  ]);
  return Object.entries(inputs).filter(([name]) => read.has(name));
}

/** The function's parameters; a result's place where it goes back into an array's memory. */
export const parameterText = (parameters: readonly ModuleParameter[], written: readonly StateAccess[]): string => {
  const places = new Map(written.map(({ source }, place) => [source.array.name, place]));
  return parameters
    .map((parameter, place) => {
      const result = parameter.kind === "state" ? places.get(parameter.array.name) : undefined;
      const alias = result === undefined ? "" : ` {tf.aliasing_output = ${result} : i32}`;
      return `%arg${place}: ${typeText(entryType(parameter))}${alias}`;
    })
    .join(", ");
};
