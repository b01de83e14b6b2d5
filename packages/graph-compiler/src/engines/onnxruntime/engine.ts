import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import type { CompiledStep, Engine } from "@dalmeum/contracts";
import { compileStep, onnxOutputName, type StepGraph } from "../../compile-step.ts";
import { type BoundArrays, createBoundArrays } from "../bound-arrays.ts";
import { arraysOf } from "../host-arrays.ts";
import { oneByOne } from "../one-by-one.ts";
import type { Handle } from "./functions.ts";
import { type Arguments, loadOnnxruntime, type OnnxruntimeLibrary } from "./library.ts";
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
    const graph = compileStep(step, inputs);
    const trace = profile ? createTraceFolder() : undefined;
    const session = library.createSession(graph.onnx, { threads, ...(trace ? { profile: trace.prefix } : {}) });
    const compiled = onnxruntimeStep(library, session, graph);
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

function onnxruntimeStep(
  library: OnnxruntimeLibrary,
  session: Handle,
  { inputs, outputs, read, written }: StepGraph,
): CompiledStep {
  const given = bindings(library, [...read]);
  const wanted = bindings(library, [...written]);
  return {
    inputs,
    outputs,
    run: async (feeds, results) => {
      // The event loop turns between two runs and not during one: koffi's own threads would each keep the memory of the
      // largest graph that ran on them, 2.6 GB against 1.5 for a cross-encoder's batch of 32. From here on nothing waits,
      // so that no other run binds its arrays in between.
      await setImmediate();
      for (const [name, { shape }, array] of arraysOf(inputs, feeds, "input")) {
        if (read.has(name)) given.bind(name, array, shape);
      }
      for (const [name, { shape }, array] of arraysOf(outputs, results, "output")) {
        wanted.bind(onnxOutputName(name), array, shape);
      }
      library.run(session, given, wanted);
    },
    dispose: () => {
      given.dispose();
      wanted.dispose();
      library.release("session", session);
      return Promise.resolve();
    },
  };
}

interface Bindings extends Arguments, BoundArrays {}

/** One side of a graph: its names, and the tensors bound to them. */
function bindings(library: OnnxruntimeLibrary, names: readonly string[]): Bindings {
  const tensors = new BigUint64Array(names.length);
  const arrays = createBoundArrays<bigint>(names, {
    wrap: library.wrap,
    set: (place, tensor) => (tensors[place] = tensor),
    free: (tensor) => {
      library.release("tensor", tensor);
    },
  });
  return { names, tensors, ...arrays };
}
