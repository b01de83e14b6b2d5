import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "@dalmeum/contracts";
import { workspaceRoot } from "@dalmeum/testing";
import { eagerEngine, onnxruntimeEngine, openvinoEngine, tensorflowEngine, xlaEngine } from "../src/index.ts";
import { xlaPlugin } from "./xla-plugin.ts";

const runtimes = join(workspaceRoot, "runtimes");
const installed = (name: RegExp): string | undefined =>
  (existsSync(runtimes) ? readdirSync(runtimes) : []).find((folder) => name.test(folder));

type Runtime = readonly [name: string, make: (threads: number, profile?: boolean) => Engine];

function openvino(folder = installed(/^openvino-[\d.]+$/)): readonly Runtime[] {
  if (folder === undefined) return [];
  const libraries = join(runtimes, folder);
  return [
    ["openvino", (threads, profile = false) => openvinoEngine({ libraries, threads, profile, precision: "float32" })],
  ];
}

/** It computes on all cores. */
async function tensorflow(folder = installed(/^tensorflow-[\d.]+$/)): Promise<readonly Runtime[]> {
  if (folder === undefined) return [];
  const addon = join(runtimes, folder, "tensorflow/tfjs_binding.node");
  const built = { "@tensorflow/tfjs-node": addon };
  const [engine, profiling] = [await tensorflowEngine({ built }), await tensorflowEngine({ built, profile: true })];
  return [["tensorflow", (_threads, profile = false) => (profile ? profiling : engine)]];
}

/**
 * The eager engine with the sizes that `engine` would take: dropout's masks follow from the shapes.
 * @returns also a name that is the same for engines that take the same.
 */
export function eagerLike({ mostLengths, anyLength = false }: Engine): {
  readonly engine: Engine;
  readonly like: string;
} {
  const engine: Engine = { ...eagerEngine("cpu"), anyLength, ...(mostLengths === undefined ? {} : { mostLengths }) };
  return { engine, like: `of ${mostLengths ?? "many"} lengths, any: ${anyLength}` };
}

/** It compiles in half the time, to slower code. */
const QUICK = { xla_backend_optimization_level: "0", xla_llvm_disable_expensive_passes: "true" };

/** It computes on all cores, and has no profile. */
function xla(plugin = xlaPlugin): readonly Runtime[] {
  if (plugin === undefined) return [];
  // Compiled code that is run as it lies is kept in no folder that others may write.
  const programs = join(workspaceRoot, "node_modules/.cache/dalmeum/xla-programs-of-tests");
  return [["xla", () => xlaEngine({ plugin, programs, flags: QUICK })]];
}

/** Those of the runtimes that compile a training in less than seconds. */
export const quickEngines: readonly Runtime[] = [
  ["onnxruntime", (threads, profile = false) => onnxruntimeEngine({ threads, profile })],
  ...openvino(),
  ...(await tensorflow()),
];

/** Every runtime that is installed here, in float32. `npx dalmeum runtime install` adds OpenVINO, TensorFlow and XLA. */
export const runtimeEngines: readonly Runtime[] = [...quickEngines, ...xla()];
