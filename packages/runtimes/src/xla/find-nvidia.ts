import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** NVIDIA's devices as files tell of them, before a library is loaded. */
export interface NvidiaDevices {
  /** What the driver calls each; empty where it does not tell. */
  readonly models: readonly string[];
  /** Of the driver, e.g. "580.65.06"; undefined where none tells. */
  readonly driver: string | undefined;
  /** Whether a program can reach them. */
  readonly reachable: boolean;
}

const DRIVER = "proc/driver/nvidia";
/** Made by the driver, and given to a container with its devices; Windows gives its Linux the library alone. */
const REACHED = ["dev/nvidiactl", "usr/lib/wsl/lib/libcuda.so.1"];
const PCI = "sys/bus/pci/devices";
const NVIDIA = "0x10de";
/** PCI's class of what draws or computes. */
const DISPLAY = "0x03";

/**
 * NVIDIA's devices of this machine; undefined where there is none.
 * @param system the folder in which `proc`, `dev` and `sys` lie.
 */
export function findNvidia(system = "/"): NvidiaDevices | undefined {
  const driver = driverVersion(textOf(join(system, DRIVER, "version")));
  const reachable = REACHED.some((path) => existsSync(join(system, path)));
  if (!reachable && driver === undefined && !hasDisplay(system)) return undefined;
  const gpus = join(system, DRIVER, "gpus");
  const models = namesIn(gpus).flatMap((gpu) => {
    const model = /^Model:\s*(.+?)\s*$/m.exec(textOf(join(gpus, gpu, "information")))?.[1];
    return model === undefined ? [] : [model];
  });
  return { models, driver, reachable };
}

/** Out of "NVRM version: NVIDIA UNIX x86_64 Kernel Module  580.65.06  Sun Jul ..." and of the open module's line. */
const driverVersion = (text: string): string | undefined =>
  /^NVRM version:.*?\bKernel Module\b.*?\s(\d+(?:\.\d+)+)\s/m.exec(text)?.[1];

const hasDisplay = (system: string): boolean =>
  namesIn(join(system, PCI)).some((device) => {
    const fact = (name: string): string => textOf(join(system, PCI, device, name)).trim();
    return fact("vendor") === NVIDIA && fact("class").startsWith(DISPLAY);
  });

const namesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder).toSorted() : []);
const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");
