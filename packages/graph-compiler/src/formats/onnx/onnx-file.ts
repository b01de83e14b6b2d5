import type { StepDefinition } from "@dalmeum/contracts";
import type { OpenGraph } from "../../graph/graph.ts";
import type { Value } from "../../graph/value.ts";
import { recordStep, type StepSignature } from "../../record-step.ts";
import { encodeOnnx, type OpenShapes } from "./encode-onnx.ts";
import { nameOutputs } from "./name-outputs.ts";
import { orderNodes } from "./order-nodes.ts";

/** Name in a file of the output that the step calls `name`: a step may use one name for what goes in and comes out, ONNX may not. */
export const onnxOutputName = (name: string): string => `output:${name}`;

/** An ONNX file and the names in it. */
export interface OnnxFile {
  readonly onnx: Uint8Array;
  /** Inputs that the file has, in its order: those that an output depends on. */
  readonly read: ReadonlySet<string>;
  /** Outputs of the file, by their ONNX names, in its order. */
  readonly written: ReadonlySet<string>;
}

/** A step as an ONNX file. */
export interface StepFile extends OnnxFile, StepSignature {}

export interface OnnxFileOptions {
  /** What the file calls an output. */
  readonly outputName?: (name: string) => string;
  /** A name for each dimension that is open, by name of the input or output in the file. */
  readonly shapes?: OpenShapes;
}

/**
 * A graph as a file.
 * @throws Error where an output has an input's name in it.
 */
export function onnxFile(graph: OpenGraph, { outputName = onnxOutputName, shapes }: OnnxFileOptions = {}): OnnxFile {
  const named = orderNodes(nameOutputs(graph, outputName));
  return { onnx: encodeOnnx(named, shapes), read: namesOf(named.inputs), written: namesOf(named.outputs) };
}

/** Record a step and give it as a file. */
export function stepFile(definition: StepDefinition): StepFile {
  const { graph, inputs, outputs } = recordStep(definition);
  return { ...onnxFile(graph), inputs, outputs };
}

const namesOf = (values: readonly Value[]): ReadonlySet<string> => new Set(values.map(({ name }) => name));
