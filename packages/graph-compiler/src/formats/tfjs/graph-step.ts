import type { Step } from "@dalmeum/contracts";
import type { FileOperator, KernelOperator } from "../../graph/operator.ts";
import type { FileGraph, FileNode } from "../onnx/decode-onnx.ts";
import { isSizes, numbersOf, type Operand, tensorOf } from "./operand.ts";
import { elementwiseOperators } from "./operators/elementwise.ts";
import { linearAlgebraOperators } from "./operators/linear-algebra.ts";
import { reductionOperators } from "./operators/reduction.ts";
import { shapeOperators, sizeOperators } from "./operators/shape.ts";
import { tensorCall, type TensorOperator } from "./operators/tensor-call.ts";

/** A counterpart of everything that a file of ours may have: the type leaves none out. */
const operators: Readonly<Record<KernelOperator | FileOperator, TensorOperator>> = {
  ...elementwiseOperators,
  ...linearAlgebraOperators,
  ...reductionOperators,
  ...shapeOperators,
};
const byName: ReadonlyMap<string, TensorOperator> = new Map(Object.entries(operators));

/** Operators of a graph that no file of ours has. */
export const unknownOperators = ({ node }: FileGraph): readonly string[] =>
  [...new Set(node.map(({ opType }) => opType))].filter((type) => !byName.has(type)).toSorted();

/**
 * A graph's outputs, computed by tfjs node by node.
 * @param held initializers that are inputs of the step.
 * @throws Error naming a node that has something else than ours have.
 */
export function graphStep({ node: nodes, initializer }: FileGraph, outputs: readonly string[], held: object): Step {
  const known = initializer.filter(({ name }) => !(name in held)).map((each) => [each.name, numbersOf(each)] as const);
  return (inputs) => {
    const operands = new Map<string, Operand>([...known, ...Object.entries(inputs)]);
    const operand = (name: string): Operand => {
      const found = operands.get(name);
      if (found) return found;
      throw new Error(`the graph has no value "${name}" where it is read`);
    };
    for (const node of nodes) {
      const computed = compute(node, operand);
      const results = "length" in computed ? computed : [computed];
      for (const [place, result] of results.entries()) operands.set(node.output[place] ?? "", result);
    }
    return Object.fromEntries(outputs.map((name) => [name, tensorOf(operand(name))]));
  };
}

function compute(node: FileNode, operand: (name: string) => Operand): ReturnType<TensorOperator> {
  const operands = node.input.map(operand);
  const ofSizes = sizeOperators.get(node.opType);
  if (ofSizes && operands.every(isSizes)) return ofSizes(operands);
  const operator = byName.get(node.opType);
  if (!operator) throw new Error(`node ${node.name}: ${node.opType} has no counterpart`);
  return operator(tensorCall(node, operand));
}
