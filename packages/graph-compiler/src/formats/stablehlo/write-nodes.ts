import type { Graph } from "../../graph/graph.ts";
import type { KernelOperator } from "../../graph/operator.ts";
import type { Value } from "../../graph/value.ts";
import type { FunctionBody } from "./function-body.ts";
import { elementwiseOperators } from "./operators/elementwise.ts";
import { linearAlgebraOperators } from "./operators/linear-algebra.ts";
import { nodeCall, type NodeScope, type OperatorWriter } from "./operators/node-call.ts";
import { reductionOperators } from "./operators/reduction.ts";
import { shapeOperators } from "./operators/shape.ts";
import { type Operand, sameShape, typeText } from "./text.ts";

/** A counterpart of everything that kernels become: the type leaves none out. */
const operators: Readonly<Record<KernelOperator, OperatorWriter>> = {
  ...elementwiseOperators,
  ...shapeOperators,
  ...reductionOperators,
  ...linearAlgebraOperators,
};

/**
 * Write the graph's nodes.
 * @param given what stands for the graph's inputs, by name.
 * @returns what stands for each value of the graph.
 * @throws Error where a counterpart gives another shape or type than the node.
 */
export function writeNodes(
  body: FunctionBody,
  graph: Graph,
  given: ReadonlyMap<string, Operand>,
): (name: string) => Operand {
  const operands = new Map(given);
  const scope = scopeOf(body, graph, operands);
  for (const node of graph.nodes) {
    const written = operators[node.operator.type](body, nodeCall(node, scope));
    const results = "name" in written ? [written] : written;
    node.outputs.forEach((name, place) => {
      const [found, expected] = [results[place], scope.value(name)];
      if (found?.dtype !== expected.dtype || !sameShape(found.shape, expected.shape)) {
        throw new Error(
          `node ${node.name}: ${node.operator.type} wrote ${found ? typeText(found) : "nothing"}, expected ${typeText(expected)}`,
        );
      }
      operands.set(name, found);
    });
  }
  return scope.operand;
}

function scopeOf(body: FunctionBody, graph: Graph, operands: Map<string, Operand>): NodeScope {
  const initializers = new Map(graph.initializers.map((initializer) => [initializer.value.name, initializer]));
  const initializerOf = (name: string) => {
    const found = initializers.get(name);
    if (!found) throw new Error(`the graph has no value "${name}" where it is read`);
    return found;
  };
  return {
    operand: (name) => {
      const known = operands.get(name);
      if (known) return known;
      const constant = body.constant(initializerOf(name));
      operands.set(name, constant);
      return constant;
    },
    integers: (name) => {
      const { value, bytes } = initializerOf(name);
      if (value.dtype !== "int64") throw new Error(`"${name}" is ${value.dtype}, expected int64`);
      return Array.from(new BigInt64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8), Number);
    },
    value: (name): Value => {
      const value = graph.values.get(name);
      if (!value) throw new Error(`the graph knows no shape of "${name}"`);
      return value;
    },
  };
}
