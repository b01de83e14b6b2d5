import type { GraphNode } from "../../../graph/graph.ts";
import type { Value } from "../../../graph/value.ts";
import type { FunctionBody } from "../function-body.ts";
import type { Operand } from "../text.ts";

/** One node as its counterpart is written. Readers fail by name where the node has something else. */
export interface NodeCall {
  input(place: number): Operand;
  /** All of them, where each is a tensor. */
  inputs(): readonly Operand[];
  /** The entries of an int64 constant: shapes, axes and the like, which StableHLO has as attributes. */
  integers(place: number): readonly number[];
  number(attribute: string): number;
  numbers(attribute: string): readonly number[];
  flag(attribute: string): boolean;
  /** What the node's first output is. */
  result(): Value;
}

/** Writes the counterpart of an operator; one value for each output of the node. */
export type OperatorWriter = (body: FunctionBody, call: NodeCall) => Operand | readonly Operand[];

/** What names stand for while nodes are written. */
export interface NodeScope {
  operand(name: string): Operand;
  integers(name: string): readonly number[];
  value(name: string): Value;
}

export function nodeCall({ name, inputs, outputs, attributes }: GraphNode, scope: NodeScope): NodeCall {
  const nameAt = (names: readonly string[], place: number): string => {
    const found = names[place];
    if (found === undefined) throw new Error(`node ${name}: nothing at place ${place}`);
    return found;
  };
  const expected = (what: string, key: string): Error =>
    new Error(`node ${name}: expected ${what} for "${key}", found ${attributes[key]?.kind ?? "none"}`);
  const number = (key: string): number => {
    const found = attributes[key];
    if (found?.kind === "int" || found?.kind === "float") return found.value;
    throw expected("a number", key);
  };
  return {
    input: (place) => scope.operand(nameAt(inputs, place)),
    inputs: () => inputs.map((input) => scope.operand(input)),
    integers: (place) => scope.integers(nameAt(inputs, place)),
    number,
    numbers: (key) => {
      const found = attributes[key];
      if (found?.kind === "ints") return found.value;
      throw expected("integers", key);
    },
    flag: (key) => number(key) === 1,
    result: () => scope.value(nameAt(outputs, 0)),
  };
}
