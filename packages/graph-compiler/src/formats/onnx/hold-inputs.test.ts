import { expect, it } from "vitest";
import { GraphBuilder } from "../../graph/graph.ts";
import { onnx } from "../../graph/operator.ts";
import { holdInputs } from "./hold-inputs.ts";

const spec = { shape: [2], dtype: "float32" } as const;

function sum() {
  const graph = new GraphBuilder();
  const [a, b] = [graph.input("a", spec), graph.input("b", spec)];
  return graph.finish({ sum: graph.node(onnx("Add"), [a, b], spec) });
}

it("makes an input a constant of its values, which may lie inside a larger array", () => {
  const values = Float32Array.of(0, 1, 2).subarray(1);
  const { inputs, initializers } = holdInputs(sum(), { b: values });
  expect(inputs.map(({ name }) => name)).toEqual(["a"]);
  expect(initializers).toEqual([
    { value: { name: "b", ...spec }, bytes: new Uint8Array(Float32Array.of(1, 2).buffer) },
  ]);
});

it("leaves a graph whose file would become too large for protobuf", () => {
  // Room that is asked for and never touched.
  const held = { b: new Float32Array(2 ** 28 + 1) };
  const graph = sum();
  expect(holdInputs(graph, held)).toBe(graph);
});
