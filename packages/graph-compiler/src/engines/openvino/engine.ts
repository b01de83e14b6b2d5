import { availableParallelism } from "node:os";
import type { Engine, RunnableStep } from "@dalmeum/contracts";
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
  /** A request of the compiled graph; every run goes through it. */
  const open = (onnx: Uint8Array): { readonly request: Handle; readonly dispose: () => Promise<void> } => {
    const model = library.readModel(core, onnx);
    try {
      const compiled = library.compileModel(core, model, properties);
      const request = library.createRequest(compiled);
      const dispose = (): Promise<void> => {
        library.free("infer_request", request);
        library.free("compiled_model", compiled);
        return Promise.resolve();
      };
      return { request, dispose };
    } finally {
      library.free("model", model);
    }
  };
  const compile: Engine["compile"] = (step, inputs) => {
    const graph = compileStep(step, inputs);
    const { request, dispose } = open(graph.onnx);
    return Promise.resolve({ ...runnable(library, request, graph), dispose });
  };
  return {
    name: "openvino",
    precision,
    versions: { openvino: library.version },
    compile,
    compileLengths: (steps) => {
      const lengths = compileLengths(steps);
      if (!lengths) return Promise.resolve(oneByOne(compile, steps));
      const { request, dispose } = open(lengths.onnx);
      const at = (length: number): Promise<RunnableStep> =>
        Promise.resolve(runnable(library, request, lengths.at(length)));
      return Promise.resolve({ at, dispose });
    },
  };
}

function runnable(library: OpenvinoLibrary, request: Handle, { inputs, outputs, read }: StepGraph): RunnableStep {
  return {
    inputs,
    outputs,
    run: async (feeds, results) => {
      const arrays = [
        ...arraysOf(inputs, feeds, "input").filter(([name]) => read.has(name)),
        ...arraysOf(outputs, results, "output").map(
          ([name, spec, array]) => [onnxOutputName(name), spec, array] as const,
        ),
      ];
      const bound: Handle[] = [];
      try {
        for (const [name, { shape }, array] of arrays) bound.push(library.bind(request, name, array, shape));
        await library.infer(request);
      } finally {
        for (const tensor of bound) library.free("tensor", tensor);
      }
    },
  };
}
