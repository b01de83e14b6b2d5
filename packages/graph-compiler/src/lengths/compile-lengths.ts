import type { HostArrays, Signature, StepsByLength } from "@dalmeum/contracts";
import { holdInputs } from "../formats/onnx/hold-inputs.ts";
import { type OnnxFile, onnxFile, onnxOutputName } from "../formats/onnx/onnx-file.ts";
import { recordStep, type StepSignature } from "../record-step.ts";
import { type Affine, LengthError, openShapes, type OpenShape, valueAt } from "./affine.ts";
import { mergeGraphs } from "./merge-graphs.ts";

/** Lengths at which steps are recorded: two find how shapes depend on the length, the third proves it. */
const PROBES = [7, 11, 13] as const;

/** Steps of every length as one graph. */
export interface LengthsGraph {
  /**
   * @param held inputs that become constants, where their shapes are fixed and a file has room for them.
   * @param outputName what the file calls an output of the steps.
   */
  file(held?: HostArrays, outputName?: (name: string) => string): OnnxFile;
  at(length: number): StepSignature;
}

/**
 * Write steps that differ in a length down as one graph, whose shapes follow from its inputs.
 * @returns undefined where the steps differ in more than shapes that are affine in the length.
 */
export function compileLengths(steps: StepsByLength): LengthsGraph | undefined {
  try {
    return lengthsGraph(steps);
  } catch (error) {
    if (error instanceof LengthError) return undefined;
    throw error;
  }
}

function lengthsGraph(steps: StepsByLength): LengthsGraph {
  const [first, ...others] = [
    recordStep(steps(PROBES[0])),
    ...PROBES.slice(1).map((length) => recordStep(steps(length))),
  ];
  const recorded = [first, ...others];
  const inputs = openShapes(
    recorded.map((each) => each.inputs),
    PROBES,
  );
  const outputs = openShapes(
    recorded.map((each) => each.outputs),
    PROBES,
  );
  const graph = mergeGraphs([first.graph, ...others.map((each) => each.graph)], PROBES, inputs);
  return {
    file: (held = {}, outputName = onnxOutputName) => {
      const fixed = Object.entries(held).filter(([name]) => inputs[name]?.every((size) => typeof size === "number"));
      const named = Object.entries(outputs).map(([name, shape]) => [outputName(name), shape] as const);
      const shapes = new Map(
        [...Object.entries(inputs), ...named].map(([name, shape]) => [name, shape.map(dimensionName)]),
      );
      return onnxFile(holdInputs(graph, Object.fromEntries(fixed)), { outputName, shapes });
    },
    at: (length) => ({
      inputs: signatureAt(first.inputs, inputs, length),
      outputs: signatureAt(first.outputs, outputs, length),
    }),
  };
}

function dimensionName(dimension: number | Affine): number | string {
  if (typeof dimension === "number") return dimension;
  const { slope, offset } = dimension;
  return slope === 1 && offset === 0 ? "length" : `${slope} * length + ${offset}`;
}

const signatureAt = (recorded: Signature, shapes: Readonly<Record<string, OpenShape>>, length: number): Signature =>
  Object.fromEntries(
    Object.entries(recorded).map(([name, { shape, dtype }]) => {
      const open: OpenShape = shapes[name] ?? shape;
      return [name, { shape: open.map((size) => (typeof size === "number" ? size : valueAt(size, length))), dtype }];
    }),
  );
