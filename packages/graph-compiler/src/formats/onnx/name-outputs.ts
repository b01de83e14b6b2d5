import type { GraphNode, OpenGraph } from "../../graph/graph.ts";
import { onnx } from "../../graph/operator.ts";
import type { Value } from "../../graph/value.ts";

/** A graph whose nodes write its outputs under their names, as ONNX has it. */
export interface OnnxGraph extends Omit<OpenGraph, "outputs"> {
  readonly outputs: readonly Value[];
}

/**
 * Let nodes write the outputs under these names. The producing node's output is renamed, since an Identity costs a copy of
 * every parameter; only a value that is an input, a constant or named already needs one.
 * @throws Error where a name is an input's.
 */
export function nameOutputs(graph: OpenGraph, outputName: (name: string) => string): OnnxGraph {
  const produced = new Set(graph.nodes.flatMap((node) => node.outputs));
  const renamed = new Map<string, string>();
  const copies: GraphNode[] = [];
  const outputs = graph.outputs.map(({ name: given, value }): Value => {
    const name = outputName(given);
    if (graph.inputs.some((input) => input.name === name)) throw new Error(`output "${name}" has the name of an input`);
    if (produced.has(value.name) && !renamed.has(value.name)) renamed.set(value.name, name);
    else copies.push({ name, operator: onnx("Identity"), inputs: [value.name], outputs: [name], attributes: {} });
    return { ...value, name };
  });
  const rename = (name: string): string => renamed.get(name) ?? name;
  const nodes = [...graph.nodes, ...copies].map((node) => ({
    ...node,
    inputs: node.inputs.map(rename),
    outputs: node.outputs.map(rename),
  }));
  return { ...graph, nodes, outputs };
}
