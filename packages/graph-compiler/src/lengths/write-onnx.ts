import { type HostArrays, type StepsByLength, UserError } from "@dalmeum/contracts";
import { compileLengths } from "./compile-lengths.ts";

/** An ONNX file for other programs: outputs bear the names that the step gives them. */
export interface WrittenOnnx {
  readonly onnx: Uint8Array;
  /** Inputs that the file has: those that an output depends on. */
  readonly inputs: readonly string[];
}

/**
 * Write steps of every length down as one ONNX file (opset 17 and onnxruntime's contributed operators).
 * @param held inputs that become constants of the file.
 * @throws UserError where the steps differ in more than shapes, or the constants have no room in a file.
 */
export function writeOnnx(steps: StepsByLength, held: HostArrays): WrittenOnnx {
  const graph = compileLengths(steps);
  if (!graph) throw new UserError("the model is another at each length, so that no one graph stands for it");
  const { onnx, read } = graph.file(held, (output) => output);
  const inputs = [...read];
  if (inputs.some((name) => Object.hasOwn(held, name))) {
    throw new UserError("the parameters are larger than an ONNX file may be (1 GiB is left for them)");
  }
  return { onnx, inputs };
}
