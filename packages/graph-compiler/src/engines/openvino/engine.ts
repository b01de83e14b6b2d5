import { availableParallelism } from "node:os";
import type { CompiledStep, Engine } from "@dalmeum/contracts";
import { compileStep, onnxOutputName, type StepGraph } from "../../compile-step.ts";
import { compileLengths } from "../../lengths/compile-lengths.ts";
import { arraysOf } from "../host-arrays.ts";
import { oneByOne } from "../one-by-one.ts";
import { type Handle, loadOpenvino, type OpenvinoLibrary } from "./library.ts";

export interface OpenvinoEngineOptions {
  /** Folder of OpenVINO's libraries, `openvino/libs` of the official wheel. */
  readonly libraries: string;
  /** bfloat16 where the processor has it, by default. */
  readonly precision?: Engine["precision"];
  /** Threads of one step; all cores by default. */
  readonly threads?: number;
}

const HINTS = { float32: "f32", bfloat16: "bf16" } as const;

/**
 * Runs steps as ONNX graphs through OpenVINO.
 * @throws UserError where its libraries do not load.
 */
export function openvinoEngine({
  libraries,
  threads = availableParallelism(),
  ...options
}: OpenvinoEngineOptions): Engine {
  const library = loadOpenvino(libraries);
  const core = library.createCore();
  const { precision = library.capabilities(core).includes("BF16") ? "bfloat16" : "float32" } = options;
  const properties = {
    INFERENCE_PRECISION_HINT: HINTS[precision],
    INFERENCE_NUM_THREADS: String(threads),
    PERFORMANCE_HINT: "LATENCY",
  };
  const compileOnnx = (onnx: Uint8Array): Handle => {
    const model = library.readModel(core, onnx);
    try {
      return library.compileModel(core, model, properties);
    } finally {
      library.free("model", model);
    }
  };
  const compile: Engine["compile"] = (step, inputs) => {
    const graph = compileStep(step, inputs);
    const compiled = compileOnnx(graph.onnx);
    const request = library.createRequest(compiled);
    return Promise.resolve(openvinoStep(library, request, graph, compiled));
  };
  return {
    name: "openvino",
    precision,
    versions: { openvino: library.version },
    compile,
    compileLengths: (steps) => {
      const lengths = compileLengths(steps);
      if (!lengths) return Promise.resolve(oneByOne(compile, steps));
      const compiled = compileOnnx(lengths.onnx);
      const request = library.createRequest(compiled);
      return Promise.resolve({
        at: (length) => Promise.resolve(openvinoStep(library, request, lengths.at(length), compiled)),
        dispose: () => openvinoStep(library, request, lengths.at(1), compiled).dispose(),
      });
    },
  };
}

function openvinoStep(
  library: OpenvinoLibrary,
  request: Handle,
  { inputs, outputs, read }: StepGraph,
  compiled: Handle,
): CompiledStep {
  return {
    inputs,
    outputs,
    run: async (feeds, results) => {
      const bound = [
        ...arraysOf(inputs, feeds, "input").filter(([name]) => read.has(name)),
        ...arraysOf(outputs, results, "output").map(
          ([name, spec, array]) => [onnxOutputName(name), spec, array] as const,
        ),
      ].map(([name, { shape }, array]) => library.bind(request, name, array, shape));
      try {
        await library.infer(request);
      } finally {
        for (const tensor of bound) library.free("tensor", tensor);
      }
    },
    dispose: () => {
      library.free("infer_request", request);
      library.free("compiled_model", compiled);
      return Promise.resolve();
    },
  };
}
