import { availableParallelism } from "node:os";
import { type CompiledSteps, type StepsFile, UserError } from "@dalmeum/contracts";
import type { Handle } from "./functions.ts";
import { loadOnnxruntime } from "./library.ts";
import { openSession } from "./open-session.ts";

export interface OpenOnnxOptions extends StepsFile {
  /** Threads of one operator; all cores by default. */
  readonly threads?: number;
}

/**
 * Open an ONNX file, e.g. one that `writeOnnx` gave, to run it at any length with onnxruntime.
 * @throws UserError saying what onnxruntime says, where it is no such file.
 */
export function openOnnx({
  path,
  onnx,
  inputs,
  outputs,
  at,
  threads = availableParallelism(),
}: OpenOnnxOptions): CompiledSteps {
  const library = loadOnnxruntime();
  const session = opened(path, () => library.createSession(onnx, { threads }));
  const open = openSession(library, session, { read: new Set(inputs), written: new Set(outputs) });
  return { at: (length) => Promise.resolve(open.step(at(length), (name) => name)), dispose: open.dispose };
}

function opened(path: string, open: () => Handle): Handle {
  try {
    return open();
  } catch (cause) {
    throw new UserError(
      `${path}: ${String(cause)}; expected what \`npx dalmeum export\` writes: export the run again`,
      {
        cause,
      },
    );
  }
}
