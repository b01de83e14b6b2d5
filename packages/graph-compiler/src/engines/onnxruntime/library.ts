import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import * as koffi from "koffi";
import { loadLibrary } from "../load-library.ts";
import { API_VERSION, declare, type Functions, type Handle, type Kind } from "./functions.ts";

/** How a graph is run. */
export interface SessionOptions {
  readonly threads: number;
  /** Start of the name of the file that gets the time of each operator; onnxruntime appends date and ".json". */
  readonly profile?: string;
}

/** Arguments of a run: names, and tensors in the order of the names. */
export interface Arguments {
  readonly names: readonly string[];
  readonly tensors: BigUint64Array;
}

/** The part of onnxruntime's C API that runs a graph. Each call throws what the library says. */
export interface OnnxruntimeLibrary {
  readonly version: string;
  createSession(onnx: Uint8Array, options: SessionOptions): Handle;
  /** A tensor on an array's own memory, which must outlive it. */
  wrap(array: Float32Array | Int32Array, shape: readonly number[]): bigint;
  /** Takes the calling thread until it is done. */
  run(session: Handle, inputs: Arguments, outputs: Arguments): void;
  release(kind: Kind, handle: Handle): void;
}

/** Element types (ONNXTensorElementDataType). */
const ELEMENT_TYPES = { float32: 1, int32: 6 } as const;
/** ORT_LOGGING_LEVEL_ERROR: warnings do not reach the terminal. */
const ERRORS = 3;
/** ORT_SEQUENTIAL. */
const SEQUENTIAL = 0;
/** ORT_ENABLE_ALL. */
const ALL_OPTIMIZATIONS = 99;
/** OrtDeviceAllocator and OrtMemTypeDefault: memory that is not onnxruntime's. */
const [DEVICE, DEFAULT] = [0, 0];

const FILE_NAMES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: "libonnxruntime.so.1",
  darwin: "libonnxruntime.1.dylib",
  win32: "onnxruntime.dll",
};

/**
 * Load onnxruntime's shared library, the one in the npm package onnxruntime-node.
 * @throws UserError where the package has none for this machine, or it does not load.
 */
export function loadOnnxruntime(): OnnxruntimeLibrary {
  const file = libraryFile(process.platform, process.arch);
  const { version, table } = open(file);
  return { version, ...withErrors(declare(table)) };
}

/**
 * The shared library in onnxruntime-node.
 * @throws UserError where it has none for the platform.
 */
export function libraryFile(platform: NodeJS.Platform, arch: string): string {
  const root = dirname(createRequire(import.meta.url).resolve("onnxruntime-node/package.json"));
  const file = join(root, "bin/napi-v6", platform, arch, FILE_NAMES[platform] ?? "");
  if (FILE_NAMES[platform] !== undefined && existsSync(file)) return file;
  throw new UserError(
    `onnxruntime-node has no library for ${platform} ${arch}, expected linux or win32 on x64 or arm64, ` +
      `or darwin on arm64; on those run npx pnpm install`,
  );
}

/** koffi unloads a library when its handle is collected, whoever still calls functions by their addresses. */
const held = new Set<koffi.LibraryHandle>();

function open(file: string): { readonly version: string; readonly table: Handle } {
  try {
    const library = loadLibrary(file);
    held.add(library);
    const base: Handle = library.func("OrtGetApiBase", "void*", [])();
    const [getApi, getVersion] = koffi.decode(base, koffi.array("void*", 2, "Array")) as readonly Handle[];
    const version = String(koffi.call(getVersion, koffi.proto("const char*", [])));
    const table: Handle = koffi.call(getApi, koffi.proto("void*", ["uint32_t"]), API_VERSION);
    if (table === null) throw new Error(`found onnxruntime ${version}, expected 1.${API_VERSION} or newer`);
    return { version, table };
  } catch (cause) {
    throw new UserError(`${file} does not load: ${String(cause)}. Run npx pnpm install`, { cause });
  }
}

function withErrors(c: Functions): Omit<OnnxruntimeLibrary, "version"> {
  const check = (doing: string, status: Handle): void => {
    if (status === null) return;
    const message = c.errorMessage(status);
    c.release.status(status);
    throw new Error(`onnxruntime could not ${doing}: ${message}`);
  };
  const created = (doing: string, call: (out: [Handle]) => Handle): Handle => {
    const out: [Handle] = [null];
    check(doing, call(out));
    return out[0];
  };
  const env = created("start", (out) => c.createEnv(ERRORS, "dalmeum", out));
  const memory = created("describe memory", (out) => c.createMemoryInfo(DEVICE, DEFAULT, out));
  const setOptions = (options: Handle, { threads, profile }: SessionOptions): void => {
    check("run in sequence", c.setExecutionMode(options, SEQUENTIAL));
    check(`run on ${threads} threads`, c.setThreads(options, threads));
    check("optimise", c.setOptimization(options, ALL_OPTIMIZATIONS));
    // One arena a session keeps every graph's peak for ever: 14 GB over a run's lengths, against 2 without.
    check("leave out its arena", c.disableArena(options));
    check("leave out its memory pattern", c.disableMemoryPattern(options));
    // Threads wait for the next kernel spinning, and go on for a while after a run: on the cores of another session's
    // threads, where an update's pieces took twice to three times as long.
    check("let threads rest between runs", c.addConfig(options, "session.force_spinning_stop", "1"));
    check("set denormals to zero", c.addConfig(options, "session.set_denormal_as_zero", "1"));
    if (profile !== undefined) check("profile", c.enableProfiling(options, profile));
  };
  return {
    createSession: (onnx, settings) => {
      const options = created("make options", c.createOptions);
      try {
        setOptions(options, settings);
        return created("read the graph", (out) => c.createSession(env, onnx, onnx.byteLength, options, out));
      } finally {
        c.release.options(options);
      }
    },
    wrap: (array, shape) => {
      const type = array instanceof Float32Array ? ELEMENT_TYPES.float32 : ELEMENT_TYPES.int32;
      const dims = BigInt64Array.from(shape, BigInt);
      const tensor = created("wrap an array", (out) =>
        c.createTensor(memory, array, array.byteLength, dims, shape.length, type, out),
      );
      return koffi.address(tensor);
    },
    run: (session, inputs, outputs) => {
      const [given, wanted] = [inputs.names, outputs.names];
      const status = c.run(
        ...([session, null, given, inputs.tensors, given.length, wanted, wanted.length, outputs.tensors] as const),
      );
      check("run the graph", status);
    },
    release: (kind, handle) => {
      c.release[kind](handle);
    },
  };
}
