import * as koffi from "koffi";
import type { Plugin } from "./plugin.ts";
import { bytesAt } from "./structs.ts";

/** A program as it was compiled, apart from the devices on which it is loaded. */
export type Executable = bigint;

/** Bytes of the device's memory. */
export interface ProgramMemory {
  readonly arguments: number;
  readonly outputs: number;
  /** Of the outputs, what lies where arguments lay. */
  readonly aliased: number;
  readonly temporary: number;
}

/** The executable of a loaded one, which whoever asks frees. */
export function executableOf(plugin: Plugin, loaded: bigint): Executable {
  const [executable = 0n] = plugin.call("PJRT_LoadedExecutable_GetExecutable", [loaded], 1);
  return executable;
}

export const freeExecutable = (plugin: Plugin, executable: Executable): void => {
  plugin.call("PJRT_Executable_Destroy", [executable]);
};

export function memoryOf(plugin: Plugin, executable: Executable): ProgramMemory {
  const stats = plugin.call("PJRT_Executable_GetCompiledMemoryStats", [executable], 11).map(Number);
  const [, given = 0, outputs = 0, aliased = 0, temporary = 0] = stats;
  return { arguments: given, outputs, aliased, temporary };
}

/** What `PJRT_Executable_DeserializeAndLoad` reads. */
export async function serialized(plugin: Plugin, executable: Executable): Promise<Uint8Array> {
  const [bytes = 0n, length = 0n, owner = 0n, free = 0n] = await plugin.callAside(
    "PJRT_Executable_Serialize",
    [executable],
    4,
  );
  try {
    return bytesAt(bytes, length);
  } finally {
    koffi.call(free, koffi.proto("void", ["void*"]), owner);
  }
}
