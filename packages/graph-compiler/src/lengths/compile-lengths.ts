import type { HostArrays, Signature, StepsByLength } from "@dalmeum/contracts";
import { holdInputs } from "../formats/onnx/hold-inputs.ts";
import { type OnnxFile, onnxFile, onnxOutputName } from "../formats/onnx/onnx-file.ts";
import { recordStep, type StepSignature } from "../record-step.ts";
import { type Affine, isSize, LengthError, openShapes, type OpenShape, valueAt } from "./affine.ts";
import { mergeGraphs } from "./merge-graphs.ts";

/** Lengths at which steps are recorded: two find how shapes depend on the length, the third proves it. */
const LENGTHS: Probes = [[7], [11], [13]];
/** The same of steps that have a number of packed tokens too. */
const LENGTHS_AND_TOKENS: Probes = [
  [7, 31],
  [11, 31],
  [7, 37],
  [13, 43],
];

type Size = Readonly<Parameters<StepsByLength>>;
type Probes = readonly [Size, ...Size[]];

const SIZE_NAMES = ["length", "tokens"] as const;

/** Steps of every length as one graph. */
export interface LengthsGraph {
  /**
   * @param held inputs that become constants, where their shapes are fixed and a file has room for them.
   * @param outputName what the file calls an output of the steps.
   */
  file(held?: HostArrays, outputName?: (name: string) => string): OnnxFile;
  at(length: number, tokens?: number): StepSignature;
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
  const probes = dependsOnTokens(steps) ? LENGTHS_AND_TOKENS : LENGTHS;
  const sizes = probes.map(numbersOf);
  const first = recordStep(steps(...probes[0]));
  const others = probes.slice(1).map((probe) => recordStep(steps(...probe)));
  const recorded = [first, ...others];
  const inputs = openShapes(
    recorded.map((each) => each.inputs),
    sizes,
  );
  const outputs = openShapes(
    recorded.map((each) => each.outputs),
    sizes,
  );
  const graph = mergeGraphs([first.graph, ...others.map((each) => each.graph)], sizes, inputs);
  return {
    file: (held = {}, outputName = onnxOutputName) => {
      const fixed = Object.entries(held).filter(([name]) => inputs[name]?.every((size) => typeof size === "number"));
      const named = Object.entries(outputs).map(([name, shape]) => [outputName(name), shape] as const);
      const shapes = new Map(
        [...Object.entries(inputs), ...named].map(([name, shape]) => [name, shape.map(dimensionName)]),
      );
      return onnxFile(holdInputs(graph, Object.fromEntries(fixed)), { outputName, shapes });
    },
    at: (...size) => ({
      inputs: signatureAt(first.inputs, inputs, numbersOf(size)),
      outputs: signatureAt(first.outputs, outputs, numbersOf(size)),
    }),
  };
}

function dimensionName(dimension: number | Affine): number | string {
  if (typeof dimension === "number") return dimension;
  const alone = SIZE_NAMES.find((_, size) => isSize(dimension, size));
  const terms = dimension.slopes.map((slope, size) => `${slope} * ${SIZE_NAMES[size] ?? ""}`);
  return alone ?? [...terms, dimension.offset].join(" + ");
}

const signatureAt = (
  recorded: Signature,
  shapes: Readonly<Record<string, OpenShape>>,
  sizes: readonly number[],
): Signature =>
  Object.fromEntries(
    Object.entries(recorded).map(([name, { shape, dtype }]) => {
      const open: OpenShape = shapes[name] ?? shape;
      return [name, { shape: open.map((size) => (typeof size === "number" ? size : valueAt(size, sizes))), dtype }];
    }),
  );

const numbersOf = (size: Size): readonly number[] => size.filter((each) => each !== undefined);

/** Whether the shapes of what steps take follow from a number of packed tokens too. */
function dependsOnTokens(steps: StepsByLength): boolean {
  const inputsAt = ([length, tokens]: Size): string => JSON.stringify(steps(length, tokens).inputs);
  const [at, , more] = LENGTHS_AND_TOKENS;
  return more !== undefined && inputsAt(at) !== inputsAt(more);
}
