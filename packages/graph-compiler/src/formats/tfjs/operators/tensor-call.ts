import type * as tf from "@tensorflow/tfjs-core";
import type { FileNode } from "../../onnx/decode-onnx.ts";
import { isTensor, type Operand, tensorOf } from "../operand.ts";

/** One node as tfjs computes it. Readers fail by name where the node has something else. */
export interface TensorCall {
  input(place: number): tf.Tensor;
  inputs(): tf.Tensor[];
  /** Entries of what no tensor is computed for: shapes, axes, bounds. */
  entries(place: number): number[];
  /** The only one of such entries. */
  entry(place: number): number;
  number(attribute: string): number;
  numbers(attribute: string): number[];
  flag(attribute: string): boolean;
}

/** Computes what an operator does; one value for each output of the node. */
export type TensorOperator = (call: TensorCall) => Operand | readonly tf.Tensor[];

/** @param operand what a name stands for. */
export function tensorCall({ name, input, attribute }: FileNode, operand: (name: string) => Operand): TensorCall {
  const expected = (what: string): Error => new Error(`node ${name}: expected ${what}`);
  const at = (place: number): Operand => operand(input[place] ?? "");
  const entries = (place: number): number[] => {
    const found = at(place);
    if (isTensor(found)) throw expected(`a constant or a shape at place ${place}`);
    return [...found.values];
  };
  const number = (key: string): number => {
    const found = attribute.get(key);
    if (typeof found !== "number") throw expected(`a number for "${key}"`);
    return found;
  };
  return {
    input: (place) => tensorOf(at(place)),
    inputs: () => input.map((each) => tensorOf(operand(each))),
    entries,
    entry: (place) => {
      const [found, ...others] = entries(place);
      if (found === undefined || others.length > 0) throw expected(`one entry at place ${place}`);
      return found;
    },
    number,
    numbers: (key) => {
      const found = attribute.get(key);
      if (typeof found !== "object") throw expected(`integers for "${key}"`);
      return [...found];
    },
    flag: (key) => number(key) === 1,
  };
}
