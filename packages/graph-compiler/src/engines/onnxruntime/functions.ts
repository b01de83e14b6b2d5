import * as koffi from "koffi";

/** A pointer that the library gave out. */
export type Handle = unknown;

type Out = [Handle];
/** Null where the call succeeded. */
type Status = Handle;

/** Those functions of onnxruntime's C API that run a graph. */
export interface Functions {
  readonly errorMessage: (status: Status) => string;
  readonly createEnv: (level: number, name: string, out: Out) => Status;
  readonly createSession: (env: Handle, onnx: Uint8Array, size: number, options: Handle, out: Out) => Status;
  readonly run: koffi.KoffiFunc<
    (
      session: Handle,
      options: null,
      inputNames: readonly string[],
      inputs: BigUint64Array,
      inputCount: number,
      outputNames: readonly string[],
      outputCount: number,
      outputs: BigUint64Array,
    ) => Status
  >;
  readonly createOptions: (out: Out) => Status;
  readonly setExecutionMode: (options: Handle, mode: number) => Status;
  readonly enableProfiling: (options: Handle, prefix: string) => Status;
  readonly disableMemoryPattern: (options: Handle) => Status;
  readonly disableArena: (options: Handle) => Status;
  readonly setOptimization: (options: Handle, level: number) => Status;
  readonly setThreads: (options: Handle, threads: number) => Status;
  readonly createTensor: (
    memory: Handle,
    array: Float32Array | Int32Array,
    bytes: number,
    shape: BigInt64Array,
    rank: number,
    type: number,
    out: Out,
  ) => Status;
  readonly createMemoryInfo: (allocator: number, memory: number, out: Out) => Status;
  readonly addConfig: (options: Handle, key: string, value: string) => Status;
  readonly release: Readonly<Record<Kind, (handle: Handle) => void>>;
}

/** Owners of memory; each handle is released once. */
export type Kind = "status" | "session" | "tensor" | "options";

/** The version of the API whose table this is; every later version only appends to it. */
export const API_VERSION = 21;

const out = koffi.out("void**");
/** File names are wide on Windows (ORTCHAR_T). */
const path = process.platform === "win32" ? "const char16_t*" : "const char*";

/**
 * The functions at their places in the table OrtApi, counted in onnxruntime_c_api.h of onnxruntime 1.21.0.
 * @param table what GetApi gave out.
 */
export function declare(table: Handle): Functions {
  type Declared = ReturnType<koffi.LibraryHandle["func"]>;
  type Type = Parameters<typeof koffi.sizeof>[0];
  const pointerSize = koffi.sizeof("void*");
  const decode: (address: Handle, type: Type) => Declared = koffi.decode;
  const at = (place: number, result: string, parameters: Type[]): Declared => {
    const address: Handle = koffi.decode(table, place * pointerSize, "void*");
    return decode(address, koffi.proto(result, parameters));
  };
  const status = (place: number, ...parameters: Type[]): Declared => at(place, "void*", parameters);
  const release = (place: number): Declared => at(place, "void", ["void*"]);
  return {
    errorMessage: at(2, "const char*", ["void*"]),
    createEnv: status(3, "int", "const char*", out),
    createSession: status(8, "void*", "const void*", "size_t", "void*", out),
    run: status(9, "void*", "void*", "const char**", "void*", "size_t", "const char**", "size_t", "void*"),
    createOptions: status(10, out),
    setExecutionMode: status(13, "void*", "int"),
    enableProfiling: status(14, "void*", path),
    disableMemoryPattern: status(17, "void*"),
    disableArena: status(19, "void*"),
    setOptimization: status(23, "void*", "int"),
    setThreads: status(24, "void*", "int"),
    createTensor: status(49, "void*", "void*", "size_t", "void*", "size_t", "int", out),
    createMemoryInfo: status(69, "int", "int", out),
    addConfig: status(130, "void*", "const char*", "const char*"),
    release: { status: release(93), session: release(95), tensor: release(96), options: release(100) },
  };
}
