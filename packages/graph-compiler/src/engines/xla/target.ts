import { compileOptions } from "./compile-options.ts";
import { freeExecutable, memoryOf, type ProgramMemory } from "./executable.ts";
import { loadPlugin } from "./plugin.ts";
import { namedValues, type NamedValue, struct } from "./structs.ts";

/** A device that need not be in this machine. */
export interface CompileTarget {
  /** Of a PJRT plugin. */
  readonly plugin: string;
  /** What the plugin takes for a topology: a CUDA plugin `target_config`, the text of a GpuTargetConfigProto, and `topology`. */
  readonly topology: Readonly<Record<string, NamedValue>>;
  /** XLA's. A GPU's program that is compiled without one takes xla_gpu_autotune_level=0. */
  readonly flags?: Readonly<Record<string, string>>;
}

/**
 * Compile a StableHLO module for a device, without one.
 * @returns what the program takes of the device's memory.
 * @throws UserError where the plugin does not load or cannot do it; PluginError with what it says of the module.
 */
export async function compileForTarget(
  module: string,
  { plugin: file, topology, flags = {} }: CompileTarget,
): Promise<ProgramMemory> {
  const plugin = loadPlugin(file);
  const name = Buffer.from("target");
  const named = [namedValues(topology), Object.keys(topology).length];
  const [target = 0n] = plugin.call("PJRT_TopologyDescription_Create", [name, name.length, ...named], 1);
  try {
    const [code, format, options] = [Buffer.from(module), Buffer.from("mlir"), compileOptions(flags)];
    const program = struct([code, code.length, format, format.length]);
    // No client: a device would only help to choose between implementations.
    const [executable = 0n] = await plugin.callAside("PJRT_Compile", [target, program, options, options.length, 0], 1);
    try {
      return memoryOf(plugin, executable);
    } finally {
      freeExecutable(plugin, executable);
    }
  } finally {
    plugin.call("PJRT_TopologyDescription_Destroy", [target]);
  }
}
