import { join } from "node:path";
import { type Engine, UserError } from "@dalmeum/contracts";
import type { XlaEngineOptions } from "@dalmeum/graph-compiler";
import { findNvidia } from "./find-nvidia.ts";
import { type InstalledPlugin, installedPlugins } from "./installed-plugins.ts";
import { runtimesFolder } from "../runtimes-folder.ts";

export interface LoadXlaOptions {
  readonly root: string;
  readonly precision?: Engine["precision"];
  /** The folder in which `proc` and `dev` lie. */
  readonly system: string;
  readonly xlaEngine: (options: XlaEngineOptions) => Engine;
}

/**
 * XLA on a GPU; undefined where no plugin for one is installed, or no device answers.
 * @throws UserError where what names a given plugin is damaged.
 */
export function loadGpuXla(options: LoadXlaOptions): Engine | undefined {
  for (const plugin of withDevice(installedPlugins(options.root), options.system)) {
    if (plugin.variant === "cpu") continue;
    const tried = engineOrRefusal(plugin, options);
    // A given plugin may be for a CPU, where other engines are faster.
    if (!(tried instanceof UserError) && tried.versions.platform !== "cpu") return tried;
  }
  return undefined;
}

/**
 * XLA on a GPU where one can be reached, else on the CPU, which never stands in for a GPU that refuses.
 * @throws UserError where no plugin is installed, or none computes here.
 */
export function loadXla(options: LoadXlaOptions): Engine {
  const installed = installedPlugins(options.root);
  if (installed.length === 0) {
    throw new UserError(
      "found no XLA; `npx dalmeum runtime install xla` installs it for the CPU, with --cuda13 or --cuda12 for NVIDIA's GPUs",
    );
  }
  const plugins = withDevice(installed, options.system);
  if (plugins.length === 0) {
    throw new UserError(
      `${installed.map(({ folder }) => folder).join(", ")}: found no NVIDIA device that a program can reach, expected one; ` +
        "npx dalmeum doctor says what is missing, `npx dalmeum runtime install xla` installs XLA for the CPU",
    );
  }
  const onGpu = plugins.filter(({ variant }) => variant !== "cpu");
  const refusals: string[] = [];
  for (const plugin of onGpu.length > 0 ? onGpu : plugins) {
    const tried = engineOrRefusal(plugin, options);
    if (!(tried instanceof UserError)) return tried;
    refusals.push(tried.message.replaceAll(/\s*\n\s*/g, " ").replace(/\.$/, ""));
  }
  throw new UserError(
    `found no XLA plugin that computes here: ${refusals.join("; ")}; npx dalmeum doctor says what is missing`,
  );
}

/** Those whose device may answer: a plugin for NVIDIA's is not even loaded where there is none. */
function withDevice(plugins: readonly InstalledPlugin[], system: string): readonly InstalledPlugin[] {
  const nvidia = findNvidia(system)?.reachable === true;
  return plugins.filter(({ cuda }) => cuda === undefined || nvidia);
}

function engineOrRefusal(plugin: InstalledPlugin, options: LoadXlaOptions): Engine | UserError {
  try {
    return loadPlugin(plugin, options);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/**
 * XLA on one plugin of a workspace.
 * @throws UserError where it does not load, or has no device.
 */
export function loadPlugin(
  { file }: InstalledPlugin,
  { root, precision, xlaEngine }: Omit<LoadXlaOptions, "system">,
): Engine {
  const programs = join(runtimesFolder(root), "xla-programs");
  return xlaEngine({ plugin: file, programs, ...(precision === undefined ? {} : { precision }) });
}
