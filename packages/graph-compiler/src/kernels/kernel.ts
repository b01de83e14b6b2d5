import type { GraphBuilder } from "../graph/graph.ts";
import type { Value } from "../graph/value.ts";

/** One call of a tfjs kernel while a step is recorded; each reader fails by name where tfjs passed something else. */
export interface KernelCall {
  readonly kernelName: string;
  /** The input of this name. */
  input(name: string): Value;
  /** Inputs passed as a list (Concat, Pack). */
  inputList(): readonly Value[];
  number(attribute: string): number;
  numbers(attribute: string): readonly number[];
  /** Axes counted from the front; all `rank` of them where none is given. */
  axes(attribute: string, rank: number): readonly number[];
  flag(attribute: string): boolean;
  /** The raw attribute, for the few with nested lists. */
  attribute(name: string): unknown;
}

/** Writes the ONNX nodes of one tfjs kernel. */
export type Kernel = (graph: GraphBuilder, call: KernelCall) => Value | readonly Value[];

/** Kernels by their tfjs name. */
export type KernelTable = Readonly<Record<string, Kernel>>;
