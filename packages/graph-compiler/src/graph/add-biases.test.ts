import { describe, expect, it } from "vitest";
import { contributed, GraphBuilder, int, onnx } from "./graph.ts";

/** Operators of a graph that adds `bias` to a product of `product` axes, and reads the product once more or not. */
function operators(productShape: readonly number[], biasShape: readonly number[], again = false): readonly string[] {
  const graph = new GraphBuilder();
  const dtype = "float32";
  const [a, b] = [graph.input("a", { shape: productShape, dtype }), graph.input("b", { shape: productShape, dtype })];
  const bias = graph.input("bias", { shape: biasShape, dtype });
  const output = { shape: productShape, dtype } as const;
  const product = graph.node(contributed("FusedMatMul"), [a, b], output, { transA: int(0), transB: int(1) });
  const sum = graph.node(onnx("Add"), [product, bias], output);
  const { nodes } = graph.finish({ sum, ...(again ? { product } : {}) });
  return nodes.map(({ operator }) => operator.type);
}

describe("addBiasesInProducts", () => {
  it("makes one node of a product and its bias", () => {
    expect(operators([2, 2], [2])).toEqual(["Gemm"]);
  });

  it("leaves a product that is read elsewhere", () => {
    expect(operators([2, 2], [2], true)).toEqual(["FusedMatMul", "Add"]);
  });

  it("leaves batches of products, and sums with matrices", () => {
    expect(operators([3, 2, 2], [2])).toEqual(["FusedMatMul", "Add"]);
    expect(operators([2, 2], [2, 2])).toEqual(["FusedMatMul", "Add"]);
  });
});
