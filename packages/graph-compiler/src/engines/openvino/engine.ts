import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { CompiledSteps, Engine, HostArrays, Profiled, RunnableStep, RunProfile } from "@dalmeum/contracts";
import { type OnnxFile, onnxOutputName, stepFile } from "../../formats/onnx/onnx-file.ts";
import { compileLengths, type LengthsGraph } from "../../lengths/compile-lengths.ts";
import type { StepSignature } from "../../record-step.ts";
import { type BoundArrays, createBoundArrays } from "../bound-arrays.ts";
import { arraysOf } from "../host-arrays.ts";
import { oneByOne } from "../one-by-one.ts";
import { createRunTimes } from "./kernel-times.ts";
import { loadOpenvino, type Side } from "./library.ts";

/** OpenVINO's names of the precisions that its CPU has. */
const HINTS = { float32: "f32", bfloat16: "bf16" } as const;

export interface OpenvinoEngineOptions {
  /** Folder of OpenVINO's libraries, `openvino/libs` of the official wheel. */
  readonly libraries: string;
  /** bfloat16 where the processor has it, by default. */
  readonly precision?: Exclude<Engine["precision"], "tf32">;
  /** Threads of one step; all cores by default. */
  readonly threads?: number;
  /** Whether steps tell what their kernels took. */
  readonly profile?: boolean;
}

/** Whether the processor multiplies bfloat16 itself: OpenVINO also counts those on which it is emulated, and slow. */
const hasBfloat16 = (): boolean => /\b(avx512_bf16|amx_bf16)\b/.test(readFileSync("/proc/cpuinfo", "utf8"));

/**
 * Runs steps as ONNX graphs through OpenVINO.
 * @throws UserError where its libraries do not load.
 */
export function openvinoEngine({
  libraries,
  threads = availableParallelism(),
  profile = false,
  ...options
}: OpenvinoEngineOptions): Engine {
  const library = loadOpenvino(libraries);
  const core = library.createCore();
  const { precision = hasBfloat16() ? "bfloat16" : "float32" } = options;
  const properties = {
    INFERENCE_PRECISION_HINT: HINTS[precision],
    INFERENCE_NUM_THREADS: String(threads),
    PERFORMANCE_HINT: "LATENCY",
    ...(profile ? { PERF_COUNT: "YES" } : {}),
  };
  const openGraph = (graph: OnnxFile, runs: RunProfile[] = []): OpenGraph => {
    const names = { input: [...graph.read], output: [...graph.written] };
    const model = library.readModel(core, graph.onnx);
    try {
      const compiled = library.compileModel(core, model, properties);
      const request = library.createRequest(compiled);
      const boundArrays = (side: Side): BoundArrays => {
        const [found, expected] = [library.count(compiled, side), names[side].length];
        if (found !== expected) throw new Error(`OpenVINO made ${found} ${side}s of ${expected}`);
        return createBoundArrays(names[side], {
          wrap: library.wrap,
          set: (place, tensor) => {
            library.setTensor(request, side, place, tensor);
          },
          free: (tensor) => {
            library.free("tensor", tensor);
          },
        });
      };
      const arrays = { input: boundArrays("input"), output: boundArrays("output") };
      const runTimes = createRunTimes();
      const inferProfiled = async (): Promise<void> => {
        const start = performance.now();
        await library.infer(request);
        const duration = performance.now() - start;
        runs.push({ start, duration, kernels: runTimes(library.kernelMeans(request)) });
      };
      return {
        ...arrays,
        read: graph.read,
        infer: profile ? inferProfiled : () => library.infer(request),
        ...(profile ? { endProfile: () => Promise.resolve(runs) } : {}),
        dispose: () => {
          for (const side of [arrays.input, arrays.output]) side.dispose();
          library.free("infer_request", request);
          library.free("compiled_model", compiled);
          return Promise.resolve();
        },
      };
    } finally {
      library.free("model", model);
    }
  };
  const openLengths = (lengths: LengthsGraph): CompiledSteps => {
    const runs: RunProfile[] = [];
    let held: HostArrays = {};
    let current: OpenGraph | undefined;
    const open = (): OpenGraph => (current ??= openGraph(lengths.file(held), runs));
    const close = async (): Promise<void> => {
      await current?.dispose();
      current = undefined;
    };
    return {
      at: (length, tokens) => Promise.resolve(runnable(open, lengths.at(length, tokens))),
      hold: async (inputs) => {
        await close();
        held = inputs;
      },
      ...(profile ? { endProfile: () => Promise.resolve(runs) } : {}),
      dispose: close,
    };
  };
  const compile: Engine["compile"] = (step, inputs) => {
    const file = stepFile({ step, inputs });
    const open = openGraph(file);
    return Promise.resolve({ ...open, ...runnable(() => open, file) });
  };
  return {
    name: "openvino",
    precision,
    versions: { openvino: library.version },
    anyLength: true,
    compile,
    compileLengths: (steps) => {
      const lengths = compileLengths(steps);
      return Promise.resolve(lengths ? openLengths(lengths) : oneByOne(compile, steps));
    },
  };
}

/** A compiled graph's one request, through which every run goes. */
interface OpenGraph extends Profiled, Readonly<Record<Side, BoundArrays>> {
  readonly read: OnnxFile["read"];
  readonly infer: () => Promise<void>;
  readonly dispose: () => Promise<void>;
}

function runnable(open: () => OpenGraph, { inputs, outputs }: StepSignature): RunnableStep {
  return {
    inputs,
    outputs,
    run: async (feeds, results) => {
      const graph = open();
      for (const [name, { shape }, array] of arraysOf(inputs, feeds, "input")) {
        if (graph.read.has(name)) graph.input.bind(name, array, shape);
      }
      for (const [name, { shape }, array] of arraysOf(outputs, results, "output")) {
        graph.output.bind(onnxOutputName(name), array, shape);
      }
      await graph.infer();
    },
  };
}
