import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine, StateStepDefinition } from "@dalmeum/contracts";
import { workspaceRoot } from "@dalmeum/testing";
import type { ProgramMemory } from "../src/engines/xla/executable.ts";
import { compileForTarget } from "../src/engines/xla/target.ts";
import { writeModule } from "../src/formats/stablehlo/write-module.ts";
import { recordStep } from "../src/record-step.ts";

const runtimes = join(workspaceRoot, "runtimes");
const folder = (existsSync(runtimes) ? readdirSync(runtimes) : []).find((name) => /^xla-cuda13-[\d.]+$/.test(name));

/** XLA's plugin for NVIDIA's GPUs, where `npx dalmeum runtime install xla --cuda13` installed it. */
export const cudaPlugin =
  folder === undefined ? undefined : join(runtimes, folder, "jax_plugins/xla_cuda13/xla_cuda_plugin.so");

const NAME = 'device_description_str: "NVIDIA H200';

/** XLA's GpuTargetConfigProto of an H200, which lies as text in every build of it for CUDA. */
function h200(plugin: string): string {
  const library = readFileSync(plugin);
  const at = library.indexOf(NAME);
  if (at < 0) throw new Error(`${plugin} knows no H200`);
  return library.subarray(library.lastIndexOf(0, at) + 1, library.indexOf(0, at)).toString();
}

/** What was compiled for the device: memory that each program takes there. */
export interface TargetEngine {
  readonly engine: Engine;
  readonly compiled: readonly ProgramMemory[];
}

/** An engine whose state lies on an H200 that is not here: steps compile, and cannot run. */
export function h200Engine(plugin: string, precision: Engine["precision"]): TargetEngine {
  const compiled: ProgramMemory[] = [];
  const target = {
    plugin,
    topology: { target_config: h200(plugin), topology: "1x1x1" },
    flags: { xla_gpu_autotune_level: "0" },
  };
  const compile = async (definition: StateStepDefinition) => {
    const recorded = recordStep(definition);
    const memory = await compileForTarget(writeModule(recorded, { precision, packed: true }).text, target);
    compiled.push(memory);
    return {
      inputs: recorded.inputs,
      outputs: recorded.outputs,
      bytes: memory.temporary + memory.outputs - memory.aliased,
      run: absent,
      dispose: () => undefined,
    };
  };
  const engine: Engine = {
    name: "xla",
    precision,
    versions: {},
    compile: absent,
    compileLengths: absent,
    createState: () => ({
      capacity: undefined,
      write: () => Promise.resolve(),
      read: absent,
      compile,
      dispose: () => undefined,
    }),
  };
  return { engine, compiled };
}

const absent = () => Promise.reject(new Error("the device is not here"));
