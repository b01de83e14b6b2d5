import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  CUDA_PACKAGES,
  CUDA_VARIANTS,
  type CudaVariant,
  findNvidia,
  type InstalledPlugin,
  installedPlugins,
  loadCompiler,
  loadPlugin,
  type NvidiaDevices,
} from "@dalmeum/runtimes";
import type { Finding } from "./finding.ts";
import { missing } from "./workspace-checks.ts";

const PUBLISHED = "as NVIDIA publishes it, not checked here";

/**
 * NVIDIA's devices and their driver. A machine without them lacks nothing.
 * @param system the folder in which `proc`, `dev` and `sys` lie.
 */
export function checkGpu(system = "/"): Finding {
  const what = "GPU";
  const nvidia = findNvidia(system);
  if (nvidia === undefined) return { ok: true, required: false, what, found: "none of NVIDIA's" };
  const models = nvidia.models.join(", ") || "one of NVIDIA's";
  const found = `${models}, driver ${nvidia.driver ?? "not told"}`;
  if (!nvidia.reachable) {
    return missing(
      what,
      `${found}, and no program can reach it`,
      `install NVIDIA's driver (${driversText()}); a container is to be started with the GPU's devices`,
    );
  }
  if (fittingCuda(nvidia) === undefined) {
    return missing(what, found, `too old for XLA: update the driver (${driversText()})`);
  }
  return { ok: true, required: false, what, found };
}

/** XLA's plugins are not required; a GPU is of no use without one. */
export async function checkXla(root: string, system = "/"): Promise<readonly Finding[]> {
  const nvidia = findNvidia(system);
  try {
    const plugins = installedPlugins(root);
    if (plugins.length === 0) return [notInstalled(nvidia)];
    return await Promise.all(plugins.map((plugin) => checkPlugin(root, plugin, nvidia)));
  } catch (error) {
    return [missing("xla", "has problems", error instanceof Error ? error.message : String(error))];
  }
}

function notInstalled(nvidia: NvidiaDevices | undefined): Finding {
  const what = "xla";
  const cuda = nvidia?.reachable === true ? fittingCuda(nvidia) : undefined;
  if (cuda === undefined) {
    return { ok: true, required: false, what, found: "not installed; no GPU here can use it" };
  }
  return missing(
    what,
    "not installed, and a GPU is here",
    `training runs on the GPU with it: npx dalmeum runtime install xla --${cuda}`,
  );
}

async function checkPlugin(root: string, plugin: InstalledPlugin, nvidia: NvidiaDevices | undefined): Promise<Finding> {
  return lacksFiles(root, plugin) ?? lacksDevice(plugin, nvidia) ?? (await computes(root, plugin));
}

const nameOf = ({ variant }: InstalledPlugin): string => `xla ${variant}`;

function lacksFiles(root: string, plugin: InstalledPlugin): Finding | undefined {
  const { variant, folder, file, cuda } = plugin;
  const of = { given: " --plugin <file>", cpu: "", cuda12: " --cuda12", cuda13: " --cuda13" }[variant];
  const advice = `delete ${folder}, and npx dalmeum runtime install xla${of}`;
  if (!existsSync(file)) return missing(nameOf(plugin), `${file} is not there`, advice);
  const lacking = (cuda?.files ?? []).filter((each) => !existsSync(join(root, folder, each)));
  return lacking.length === 0 ? undefined : missing(nameOf(plugin), `lacks ${lacking.join(", ")}`, advice);
}

function lacksDevice(plugin: InstalledPlugin, nvidia: NvidiaDevices | undefined): Finding | undefined {
  const what = nameOf(plugin);
  if (plugin.cuda === undefined) return undefined;
  if (nvidia?.reachable !== true) {
    return missing(
      what,
      "installed, and no NVIDIA GPU that it can reach",
      "it computes where a GPU answers; here other engines do",
    );
  }
  const { driver } = plugin.cuda;
  if (driverOf(nvidia) >= driver) return undefined;
  const fitting = fittingCuda(nvidia);
  return missing(
    what,
    `driver ${nvidia.driver ?? ""}, expected ${driver} or newer (${PUBLISHED})`,
    `update the driver${fitting === undefined ? "" : `, or npx dalmeum runtime install xla --${fitting}`}`,
  );
}

async function computes(root: string, plugin: InstalledPlugin): Promise<Finding> {
  const what = nameOf(plugin);
  try {
    const { xlaEngine } = await loadCompiler();
    const { versions, precision } = loadPlugin(plugin, { root, xlaEngine });
    const told = Object.entries(versions).map(([name, version]) => `${name} ${version.replaceAll(/\s+/g, " ").trim()}`);
    return { ok: true, required: false, what, found: `${plugin.folder}: ${[...told, precision].join(", ")}` };
  } catch (error) {
    return missing(what, "does not compute here", error instanceof Error ? error.message : String(error));
  }
}

/** Which CUDA the driver is new enough for; the newest where it does not tell. */
const fittingCuda = (nvidia: NvidiaDevices): CudaVariant | undefined =>
  CUDA_VARIANTS.find((variant) => driverOf(nvidia) >= CUDA_PACKAGES[variant].driver);

const driverOf = ({ driver }: NvidiaDevices): number => (driver === undefined ? Infinity : Number.parseInt(driver, 10));

const driversText = (): string =>
  `${CUDA_VARIANTS.map((variant) => `${CUDA_PACKAGES[variant].driver} or newer for CUDA ${variant.slice(-2)}`).join(", ")}, ${PUBLISHED}`;
