import type { HostArrays } from "@dalmeum/contracts";
import type { OpenGraph } from "../../graph/graph.ts";

/** Bytes of constants that a graph may hold: protobuf reads no file of 2 GB. */
const LARGEST = 2 ** 30;

/** The graph with these inputs as constants; unchanged where they are too large for a file. */
export function holdInputs(graph: OpenGraph, held: HostArrays): OpenGraph {
  const initializers = graph.inputs.flatMap((value) => {
    const array = held[value.name];
    return array ? [{ value, bytes: new Uint8Array(array.buffer, array.byteOffset, array.byteLength) }] : [];
  });
  if (initializers.reduce((sum, { bytes }) => sum + bytes.length, 0) > LARGEST) return graph;
  return {
    ...graph,
    inputs: graph.inputs.filter(({ name }) => !(name in held)),
    initializers: [...graph.initializers, ...initializers],
  };
}
