import type { GraphNode } from "../../graph/graph.ts";
import type { Value } from "../../graph/value.ts";
import type { OnnxGraph } from "./name-outputs.ts";

/**
 * The order in which runtimes hold the least memory. They compute depth first what an output needs: OpenVINO from the first
 * output on, onnxruntime from the last node that nothing reads. So outputs stand in the order in which they were recorded,
 * and the nodes that nothing reads come last, in the opposite one. The gradient of a network's first layer is recorded last:
 * were it computed first, all that the other gradients need would wait in memory.
 */
export function orderNodes(graph: OnnxGraph): OnnxGraph {
  const positions = new Map(graph.nodes.flatMap((node, index) => node.outputs.map((name) => [name, index] as const)));
  const positionOf = ({ name }: Value): number => positions.get(name) ?? -1;
  const readByNodes = new Set(graph.nodes.flatMap((node) => node.inputs));
  const isLeaf = (node: GraphNode): boolean => !node.outputs.some((name) => readByNodes.has(name));
  return {
    ...graph,
    outputs: graph.outputs.toSorted((a, b) => positionOf(a) - positionOf(b)),
    nodes: [...graph.nodes.filter((node) => !isLeaf(node)), ...graph.nodes.filter(isLeaf).toReversed()],
  };
}
