import type { StateArray } from "@dalmeum/contracts";
import type { RecordedStep } from "../../record-step.ts";
import type { FunctionBody } from "./function-body.ts";
import type { ModuleParameter, PackedArrays, StateEntry } from "./module.ts";
import { type NamedSpec, unpack } from "./packing.ts";
import { placeInput, type StateAccess } from "./state-access.ts";
import { type Operand, sameShape, type TensorType, typeText } from "./text.ts";

/** The type that a parameter or result has in the module. */
export function entryType(
  entry: { readonly kind: "input" | "output"; readonly spec: TensorType } | PackedArrays | StateEntry,
): TensorType {
  switch (entry.kind) {
    case "input":
    case "output":
      return entry.spec;
    case "packed":
      return { shape: [entry.size], dtype: entry.dtype };
    case "state":
      return { shape: entry.array.shape, dtype: "float32" };
  }
}

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

/** What stands for the parameters in the function. */
export interface ParameterScope {
  array(name: string): Operand;
  input(name: string): Operand;
}

export function parameterScope(body: FunctionBody, parameters: readonly ModuleParameter[]): ParameterScope {
  const arrays = new Map<string, Operand>();
  const inputs = new Map<string, Operand>();
  parameters.forEach((parameter, place) => {
    const operand = { ...entryType(parameter), name: `%arg${place}` };
    if (parameter.kind === "state") arrays.set(parameter.array.name, operand);
    else if (parameter.kind === "input") inputs.set(parameter.name, operand);
    else for (const each of parameter.places) inputs.set(each.name, unpack(body, operand, each));
  });
  const found = (operands: ReadonlyMap<string, Operand>, name: string): Operand => {
    const operand = operands.get(name);
    if (!operand) throw new Error(`the module takes no "${name}"`);
    return operand;
  };
  return { array: (name) => found(arrays, name), input: (name) => found(inputs, name) };
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
