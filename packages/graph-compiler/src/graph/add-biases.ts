import { type Graph, type GraphNode, int, onnx } from "./graph.ts";

/**
 * Products of matrices to which alone a bias is added, as Gemm: onnxruntime adds the bias in the product, and sees that
 * by itself only where neither factor is transposed.
 * @param rank the number of axes of a value, by name.
 */
export function addBiasesInProducts(graph: Graph, rank: (name: string) => number | undefined): Graph {
  const readers = new Map<string, number>();
  const kept = [...graph.nodes.flatMap(({ inputs }) => inputs), ...graph.outputs.map(({ name }) => name)];
  for (const name of kept) readers.set(name, (readers.get(name) ?? 0) + 1);
  const products = new Map(
    graph.nodes
      .filter(({ operator }) => operator.type === "MatMul" || operator.type === "FusedMatMul")
      .map((node) => [node.outputs[0] ?? "", node]),
  );
  const replaced = new Set<GraphNode>();
  const nodes = graph.nodes.map((node) => {
    const [sum, bias] = node.inputs;
    if (node.operator.type !== "Add" || sum === undefined || bias === undefined) return node;
    const product = products.get(sum);
    if (!product || readers.get(sum) !== 1 || rank(bias) !== 1) return node;
    if (![...product.inputs, sum].every((name) => rank(name) === 2)) return node;
    replaced.add(product);
    return {
      name: product.name,
      operator: onnx("Gemm"),
      inputs: [...product.inputs, bias],
      outputs: node.outputs,
      attributes: { transA: int(0), transB: int(0), ...product.attributes },
    };
  });
  return { ...graph, nodes: nodes.filter((node) => !replaced.has(node)) };
}
