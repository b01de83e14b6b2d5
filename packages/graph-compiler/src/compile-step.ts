import type { Signature, Step, StepDefinition, TensorSpec } from "@dalmeum/contracts";
import type { Tensor } from "@tensorflow/tfjs-core";
import { encodeOnnx, type OpenShapes } from "./graph/encode-onnx.ts";
import type { Graph } from "./graph/graph.ts";
import type { Value } from "./graph/value.ts";
import { record } from "./record.ts";

/** Name in the ONNX file of the output that the step calls `name`: a step may use one name for what goes in and comes out, ONNX may not. */
export const onnxOutputName = (name: string): string => `output:${name}`;

/** An ONNX file and the names in it. */
export interface OnnxFile {
  readonly onnx: Uint8Array;
  /** Inputs that the file has, in its order: those that an output depends on. */
  readonly read: ReadonlySet<string>;
  /** Outputs of the file, by their ONNX names, in its order. */
  readonly written: ReadonlySet<string>;
}

/** Shapes and types of what goes in and comes out. */
export interface StepSignature {
  readonly inputs: Signature;
  readonly outputs: Signature;
}

/** A step as an ONNX file. */
export interface StepGraph extends OnnxFile, StepSignature {}

/**
 * Write a tfjs step down as one ONNX graph. The step runs once, on a backend that records kernels and computes nothing.
 * @throws Error naming a kernel that has no counterpart in the graph, or a tensor read back to JavaScript.
 */
export function compileStep(step: Step, inputs: Signature): StepGraph {
  const { graph, ...signature } = recordStep({ step, inputs });
  return { ...fileOf(graph), ...signature };
}

/** A graph as a file, with a name for each dimension of `shapes` that is open. */
export const fileOf = (graph: Graph, shapes?: OpenShapes): OnnxFile => ({
  onnx: encodeOnnx(graph, shapes),
  read: namesOf(graph.inputs),
  written: namesOf(graph.outputs),
});

/** A step as a graph; its outputs bear their ONNX names. */
export function recordStep({ step, inputs }: StepDefinition): StepSignature & { readonly graph: Graph } {
  return record(({ graph, input, valueOf }) => {
    const declared: Record<string, TensorSpec> = { ...inputs };
    const declareInput = (name: string, spec: TensorSpec): Tensor => {
      declared[name] = spec;
      return input(name, spec);
    };
    const given = Object.fromEntries(Object.entries(inputs).map(([name, spec]) => [name, input(name, spec)]));
    const results = Object.entries(step(given, declareInput)).map(([name, tensor]) => [name, valueOf(tensor)] as const);
    return {
      graph: graph.finish(Object.fromEntries(results.map(([name, value]) => [onnxOutputName(name), value]))),
      inputs: declared,
      outputs: Object.fromEntries(results.map(([name, value]) => [name, specOf(name, value)])),
    };
  });
}

const namesOf = (values: readonly Value[]): ReadonlySet<string> => new Set(values.map(({ name }) => name));

function specOf(name: string, { shape, dtype }: Value): TensorSpec {
  if (dtype === "float32" || dtype === "int32") return { shape, dtype };
  throw new Error(`output "${name}" is ${dtype}; cast it to float32 or int32`);
}
