import type { Graph, GraphNode } from "./graph.ts";

/**
 * The graph with other names for its outputs.
 * @param names new ones by old ones; an output that is not named there keeps its own.
 * @throws Error where a new name is an input's.
 */
export function renameOutputs(graph: Graph, names: ReadonlyMap<string, string>): Graph {
  const renamed = (name: string): string => names.get(name) ?? name;
  const outputs = graph.outputs.map((value) => ({ ...value, name: renamed(value.name) }));
  const taken = outputs.find(({ name }) => graph.inputs.some((input) => input.name === name));
  if (taken) throw new Error(`output "${taken.name}" has the name of an input`);
  const nodes = graph.nodes.map(
    (node): GraphNode => ({
      ...node,
      inputs: node.inputs.map(renamed),
      outputs: node.outputs.map(renamed),
    }),
  );
  return { ...graph, nodes, outputs };
}
