import { availableParallelism } from "node:os";
import type { CompiledStep, Engine } from "@dalmeum/contracts";
import { onnxOutputName, stepFile } from "../../formats/onnx/onnx-file.ts";
import { oneByOne } from "../one-by-one.ts";
import { loadOnnxruntime } from "./library.ts";
import { openSession } from "./open-session.ts";
import { createTraceFolder, tracedStep } from "./trace.ts";

export interface OnnxruntimeEngineOptions {
  /** Threads of one operator; all cores by default. The same number repeats a run to the byte. */
  readonly threads?: number;
  /** Whether steps tell what their kernels took. */
  readonly profile?: boolean;
}

/**
 * Runs steps as ONNX graphs on the CPU through onnxruntime's C library, which every install has.
 * @throws UserError where onnxruntime-node has no library for this machine, or it does not load.
 */
export function onnxruntimeEngine({
  threads = availableParallelism(),
  profile = false,
}: OnnxruntimeEngineOptions = {}): Engine {
  const library = loadOnnxruntime();
  const compile: Engine["compile"] = (step, inputs) => {
    const file = stepFile({ step, inputs });
    const trace = profile ? createTraceFolder() : undefined;
    const session = library.createSession(file.onnx, { threads, ...(trace ? { profile: trace.prefix } : {}) });
    const open = openSession(library, session, file);
    const compiled: CompiledStep = { ...open.step(file, onnxOutputName), dispose: open.dispose };
    return Promise.resolve(trace ? tracedStep(compiled, trace) : compiled);
  };
  return {
    name: "onnxruntime",
    precision: "float32",
    versions: { "onnxruntime-node": library.version },
    compile,
    // A graph of open shapes has no plan for reusing buffers: with an arena a batch of 64 sequences of 112 tokens
    // takes 4.6 GB against 3.5, without one a step takes 1.7 times as long.
    compileLengths: (steps) => Promise.resolve(oneByOne(compile, steps)),
  };
}
