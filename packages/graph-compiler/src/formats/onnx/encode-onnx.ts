import onnxProto from "onnx-proto";
import type { Attribute } from "../../graph/graph.ts";
import type { ElementType, Value } from "../../graph/value.ts";
import type { OnnxGraph } from "./name-outputs.ts";

const { onnx } = onnxProto;

const ELEMENT_TYPES: Readonly<Record<ElementType, number>> = {
  float32: onnx.TensorProto.DataType.FLOAT,
  int32: onnx.TensorProto.DataType.INT32,
  int64: onnx.TensorProto.DataType.INT64,
  bool: onnx.TensorProto.DataType.BOOL,
};

/** The ONNX operator set whose semantics the kernels are written for. */
const OPSET = 17;
/** The file format version that came with that operator set. */
const IR_VERSION = 8;

/** Shapes of inputs and outputs by name, with a name for each dimension that is open. */
export type OpenShapes = ReadonlyMap<string, readonly (number | string)[]>;

/** The graph as an ONNX file. */
export function encodeOnnx(graph: OnnxGraph, shapes: OpenShapes = new Map()): Uint8Array {
  return onnx.ModelProto.encode({
    irVersion: IR_VERSION,
    opsetImport: [
      { domain: "", version: OPSET },
      { domain: "com.microsoft", version: 1 },
    ],
    graph: {
      name: "step",
      node: graph.nodes.map(({ name, operator, inputs, outputs, attributes }) => ({
        name,
        opType: operator.type,
        domain: operator.domain,
        input: [...inputs],
        output: [...outputs],
        attribute: Object.entries(attributes).map(([name, attribute]) => encodeAttribute(name, attribute)),
      })),
      initializer: graph.initializers.map(({ value, bytes }) => ({
        name: value.name,
        dims: [...value.shape],
        dataType: ELEMENT_TYPES[value.dtype],
        rawData: bytes,
      })),
      input: graph.inputs.map((value) => valueInfo(value, shapes)),
      output: graph.outputs.map((value) => valueInfo(value, shapes)),
    },
  }).finish();
}

function valueInfo({ name, shape, dtype }: Value, shapes: OpenShapes): onnxProto.onnx.IValueInfoProto {
  const dim = (shapes.get(name) ?? shape).map((size) =>
    typeof size === "number" ? { dimValue: size } : { dimParam: size },
  );
  return { name, type: { tensorType: { elemType: ELEMENT_TYPES[dtype], shape: { dim } } } };
}

function encodeAttribute(name: string, attribute: Attribute): onnxProto.onnx.IAttributeProto {
  const { AttributeType } = onnx.AttributeProto;
  switch (attribute.kind) {
    case "int":
      return { name, type: AttributeType.INT, i: attribute.value };
    case "ints":
      return { name, type: AttributeType.INTS, ints: [...attribute.value] };
    case "float":
      return { name, type: AttributeType.FLOAT, f: attribute.value };
    case "string":
      return { name, type: AttributeType.STRING, s: new TextEncoder().encode(attribute.value) };
  }
}
