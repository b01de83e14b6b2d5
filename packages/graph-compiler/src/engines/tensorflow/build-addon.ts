import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { UserError } from "@dalmeum/contracts";
import { packageFolder, type TensorflowPackage } from "./packages.ts";

const { resolve } = createRequire(import.meta.url);
const execute = promisify(execFile);

const COMPILERS = ["c++", "g++", "clang++"];
const SOURCES = ["tfjs_backend.cc", "tfjs_binding.cc"];

export interface BuildAddonOptions {
  readonly name: TensorflowPackage;
  /** As `findCompiler` found it. */
  readonly compiler: string;
  /** TensorFlow's C headers, `tensorflow/include` of its wheel. */
  readonly headers: string;
  /** File to write, beside libtensorflow_cc.so.2 and libtensorflow_framework.so.2. The three may move together. */
  readonly addon: string;
  readonly signal: AbortSignal;
}

/**
 * Build a package's addon from its own C++ source, against TensorFlow's C API and Node-API.
 * @throws UserError where the package is not installed, or the compiler fails.
 */
export async function buildTensorflowAddon(options: BuildAddonOptions): Promise<void> {
  const { name, compiler, headers, addon, signal } = options;
  const folder = packageFolder(name);
  if (folder === undefined)
    throw new UserError(
      `${name} is not installed; run npx pnpm install, with its install script off in pnpm-workspace.yaml`,
    );
  try {
    await execute(
      compiler,
      [
        ...["-std=c++17", "-O2", "-fPIC", "-shared", "-DNAPI_VERSION=8"],
        ...[headers, join(dirname(resolve("node-api-headers/package.json")), "include")].map((path) => `-I${path}`),
        ...SOURCES.map((file) => join(folder, "binding", file)),
        ...[`-L${dirname(addon)}`, "-l:libtensorflow_cc.so.2", "-l:libtensorflow_framework.so.2", "-Wl,-rpath,$ORIGIN"],
        ...["-o", addon],
      ],
      { signal },
    );
  } catch (cause) {
    signal.throwIfAborted();
    throw new UserError(`${compiler} could not build the addon of ${name}: ${String(cause)}`, { cause });
  }
}

/**
 * A C++ compiler.
 * @throws UserError where none is found.
 */
export async function findCompiler(signal: AbortSignal): Promise<string> {
  for (const compiler of COMPILERS) {
    try {
      await execute(compiler, ["--version"], { signal });
      return compiler;
    } catch {
      signal.throwIfAborted();
    }
  }
  throw new UserError(
    `found no C++ compiler (tried ${COMPILERS.join(", ")}), which the addon is built with; ` +
      "install one, on Debian and Ubuntu: apt-get install g++",
  );
}
