import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import * as koffi from "koffi";
import { loadLibrary } from "../load-library.ts";
import { type KernelMean, kernelMeansOf, PROFILING_LIST, type ProfilingList } from "./kernel-times.ts";

/** Element types of OpenVINO's C API (ov_element_type_e), 2026.4. */
const ELEMENT_TYPES = { float32: 4, int32: 9 } as const;

/** A pointer that the library gave out. */
export type Handle = unknown;

/** Owners of memory; each handle is freed once. */
type Kind = "model" | "compiled_model" | "infer_request" | "tensor";

/** A side of a compiled graph. */
export type Side = "input" | "output";

/** The part of OpenVINO's C API that runs a graph. Each call throws what the library says. */
export interface OpenvinoLibrary {
  readonly version: string;
  createCore(): Handle;
  readModel(core: Handle, onnx: Uint8Array): Handle;
  compileModel(core: Handle, model: Handle, properties: Readonly<Record<string, string>>): Handle;
  createRequest(compiled: Handle): Handle;
  /** How many inputs or outputs a compiled graph has; they keep the order of the ONNX file. */
  count(compiled: Handle, side: Side): number;
  /** A tensor on an array's own memory, which must outlive it. */
  wrap(array: Float32Array | Int32Array, shape: readonly number[]): Handle;
  /** @param index in the graph's order: by name the library would search all of them, for each. */
  setTensor(request: Handle, side: Side, index: number, tensor: Handle): void;
  infer(request: Handle): Promise<void>;
  /** Of a graph compiled with PERF_COUNT. */
  kernelMeans(request: Handle): readonly KernelMean[];
  free(kind: Kind, handle: Handle): void;
}

/**
 * Load OpenVINO's C library.
 * @param folder the libraries of the official wheel, `openvino/libs`.
 * @throws UserError where a library is missing or does not load.
 */
export function loadOpenvino(folder: string): OpenvinoLibrary {
  // In this order, so that each finds those it needs already loaded.
  const [, , library] = ["libtbb.so", "libopenvino.so", "libopenvino_c.so"].map((name) => loadFrom(folder, name));
  if (!library) throw new UserError(`${folder}: found no OpenVINO`);
  return withErrors(declare(library));
}

function loadFrom(folder: string, prefix: string): koffi.LibraryHandle {
  const name = existsSync(folder) ? readdirSync(folder).find((file) => file.startsWith(`${prefix}.`)) : undefined;
  if (name === undefined) throw new UserError(`${folder}: found no ${prefix}.*, expected OpenVINO's libraries`);
  try {
    return loadLibrary(join(folder, name));
  } catch (cause) {
    throw new UserError(`${join(folder, name)} does not load: ${String(cause)}`, { cause });
  }
}

type Out = [Handle];
type Status = number;

interface Functions {
  readonly lastError: () => string | null;
  readonly version: (out: [{ readonly buildNumber?: string }]) => Status;
  readonly createCore: (out: Out) => Status;
  readonly readModel: (core: Handle, onnx: Uint8Array, size: number, weights: null, out: Out) => Status;
  readonly compile: (
    core: Handle,
    model: Handle,
    device: string,
    count: number,
    out: Out,
    ...properties: string[]
  ) => Status;
  readonly createRequest: (compiled: Handle, out: Out) => Status;
  readonly wrap: (type: number, shape: object, array: Float32Array | Int32Array, out: Out) => Status;
  readonly count: Readonly<Record<Side, (compiled: Handle, out: [number | bigint]) => Status>>;
  readonly setTensor: Readonly<Record<Side, (request: Handle, index: number, tensor: Handle) => Status>>;
  readonly infer: koffi.KoffiFunc<(request: Handle) => Status>;
  readonly profile: (request: Handle, out: [ProfilingList]) => Status;
  readonly freeProfile: (list: ProfilingList) => void;
  readonly free: Readonly<Record<Kind, (handle: Handle) => void>>;
}

const SHAPE = koffi.struct({ rank: "int64_t", dims: "int64_t*" });
const VERSION = koffi.struct({ buildNumber: "const char*", description: "const char*" });

/** The declarations of openvino/c, 2026.4. */
function declare(library: koffi.LibraryHandle): Functions {
  const c = (declaration: string): ReturnType<koffi.LibraryHandle["func"]> => library.func(declaration);
  return {
    lastError: c("const char* ov_get_last_err_msg()"),
    version: library.func("ov_get_openvino_version", "int", [koffi.out(koffi.pointer(VERSION))]),
    createCore: c("int ov_core_create(_Out_ void** core)"),
    readModel: c(
      "int ov_core_read_model_from_memory_buffer(void* core, const uint8_t* onnx, size_t size, void* weights, _Out_ void** model)",
    ),
    compile: c(
      "int ov_core_compile_model(void* core, void* model, const char* device, size_t count, _Out_ void** compiled, ...)",
    ),
    createRequest: c("int ov_compiled_model_create_infer_request(void* compiled, _Out_ void** request)"),
    wrap: library.func("ov_tensor_create_from_host_ptr", "int", ["int", SHAPE, "void*", koffi.out("void**")]),
    count: {
      input: c("int ov_compiled_model_inputs_size(void* compiled, _Out_ size_t* size)"),
      output: c("int ov_compiled_model_outputs_size(void* compiled, _Out_ size_t* size)"),
    },
    setTensor: {
      input: c("int ov_infer_request_set_input_tensor_by_index(void* request, size_t index, void* tensor)"),
      output: c("int ov_infer_request_set_output_tensor_by_index(void* request, size_t index, void* tensor)"),
    },
    infer: c("int ov_infer_request_infer(void* request)"),
    profile: library.func("ov_infer_request_get_profiling_info", "int", [
      "void*",
      koffi.out(koffi.pointer(PROFILING_LIST)),
    ]),
    freeProfile: library.func("ov_profiling_info_list_free", "void", [koffi.pointer(PROFILING_LIST)]),
    free: {
      model: c("void ov_model_free(void* model)"),
      compiled_model: c("void ov_compiled_model_free(void* compiled)"),
      infer_request: c("void ov_infer_request_free(void* request)"),
      tensor: c("void ov_tensor_free(void* tensor)"),
    },
  };
}

function withErrors(c: Functions): OpenvinoLibrary {
  const check = (doing: string, status: Status): void => {
    if (status !== 0) throw new Error(`OpenVINO could not ${doing} (status ${status}): ${c.lastError() ?? ""}`);
  };
  const created = (doing: string, call: (out: Out) => Status): Handle => {
    const out: Out = [null];
    check(doing, call(out));
    return out[0];
  };
  const version: [{ readonly buildNumber?: string }] = [{}];
  check("tell its version", c.version(version));
  return {
    version: version[0].buildNumber ?? "unknown",
    createCore: () => created("start", c.createCore),
    readModel: (core, onnx) => created("read the graph", (out) => c.readModel(core, onnx, onnx.byteLength, null, out)),
    compileModel: (core, model, properties) => {
      const texts = Object.entries(properties).flat();
      const variadic = texts.flatMap((text) => ["char *", text]);
      return created("compile the graph", (out) => c.compile(core, model, "CPU", texts.length, out, ...variadic));
    },
    createRequest: (compiled) => created("make a request", (out) => c.createRequest(compiled, out)),
    count: (compiled, side) => {
      const count: [number | bigint] = [0];
      check(`count the ${side}s`, c.count[side](compiled, count));
      return Number(count[0]);
    },
    wrap: (array, shape) => {
      const type = array instanceof Float32Array ? ELEMENT_TYPES.float32 : ELEMENT_TYPES.int32;
      const dims = shape.length > 0 ? BigInt64Array.from(shape, BigInt) : null;
      return created("wrap an array", (out) => c.wrap(type, { rank: shape.length, dims }, array, out));
    },
    setTensor: (request, side, index, tensor) => {
      check(`bind ${side} ${index}`, c.setTensor[side](request, index, tensor));
    },
    infer: (request) =>
      new Promise((resolve, reject) => {
        c.infer.async(request, (error: unknown, status) => {
          if (error instanceof Error) reject(error);
          else if (status === 0) resolve();
          else reject(new Error(`OpenVINO could not run the graph (status ${status}): ${c.lastError() ?? ""}`));
        });
      }),
    kernelMeans: (request) => {
      const list: [ProfilingList] = [{ infos: null, size: 0 }];
      check("tell what its kernels took", c.profile(request, list));
      try {
        return kernelMeansOf(list[0]);
      } finally {
        c.freeProfile(list[0]);
      }
    },
    free: (kind, handle) => {
      c.free[kind](handle);
    },
  };
}
