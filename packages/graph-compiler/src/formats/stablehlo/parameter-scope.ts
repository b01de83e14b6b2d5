import type { FunctionBody } from "./function-body.ts";
import { entryType, type ModuleParameter } from "./module.ts";
import { unpack } from "./packing.ts";
import type { Operand } from "./text.ts";

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
