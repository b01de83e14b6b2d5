import { availableParallelism } from "node:os";
import type { CompiledSteps } from "@dalmeum/contracts";
import type { StepSignature } from "../../record-step.ts";
import { loadOnnxruntime } from "./library.ts";
import { openSession } from "./open-session.ts";

export interface OpenOnnxOptions {
  /** The file's content. */
  readonly onnx: Uint8Array;
  /** Inputs that the file has; further ones of a signature are left alone. */
  readonly inputs: readonly string[];
  /** Outputs that are asked for; a file may have more. */
  readonly outputs: readonly string[];
  /** Shapes and types at a length, under the names that the file uses. */
  readonly at: (length: number) => StepSignature;
  /** Threads of one operator; all cores by default. */
  readonly threads?: number;
}

/**
 * Open an ONNX file, e.g. one that `writeOnnx` gave, to run it at any length with onnxruntime.
 * @throws Error saying what onnxruntime says, where it is no such file.
 */
export function openOnnx({
  onnx,
  inputs,
  outputs,
  at,
  threads = availableParallelism(),
}: OpenOnnxOptions): CompiledSteps {
  const library = loadOnnxruntime();
  const session = library.createSession(onnx, { threads });
  const open = openSession(library, session, { read: new Set(inputs), written: new Set(outputs) });
  return { at: (length) => Promise.resolve(open.step(at(length), (name) => name)), dispose: open.dispose };
}
