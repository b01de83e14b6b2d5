import { UserError } from "@dalmeum/contracts";
import { CODES, type Plugin, PluginError } from "./plugin.ts";
import { integersAt, type NamedValue, namedValues, textAt, wordsAt } from "./structs.ts";

/** Options of a plugin's client. */
export type ClientOptions = Readonly<Record<string, NamedValue>>;

/** A client and its first device. */
export interface OpenClient {
  readonly client: bigint;
  readonly device: bigint;
  /** "cpu", "cuda", ... */
  readonly platform: string;
  /** Of the platform, and of the StableHLO that the plugin speaks: a CPU's platform has none. */
  readonly version: string;
  readonly deviceKind: string;
  /** Bytes of the device's memory that programs may take, where it tells. */
  readonly memory: number | undefined;
}

/**
 * A CUDA client takes three quarters of its device's memory at once, a CPU client makes several devices. Each plugin knows one of
 * these, and older ones ignore the other.
 */
const DEFAULTS: ClientOptions = { preallocate: false, cpu_device_count: 1n };

/**
 * @param options what they do not say is by default; no memory is taken beforehand.
 * @throws UserError where the plugin refuses them, or finds no device.
 */
export function openClient(plugin: Plugin, options: ClientOptions): OpenClient {
  const client = createClient(plugin, options, DEFAULTS);
  const [devices = 0n, count = 0n] = plugin.call("PJRT_Client_AddressableDevices", [client], 2);
  if (count === 0n) throw new UserError(`${plugin.file} finds no device`);
  const [device = 0n] = wordsAt(devices, 1);
  const [description = 0n] = plugin.call("PJRT_Device_GetDescription", [device], 1);
  const text = (...[name, handle]: [Parameters<Plugin["call"]>[0], bigint]): string => {
    const [pointer = 0n, length = 0n] = plugin.call(name, [handle], 2);
    return textAt(pointer, length);
  };
  return {
    client,
    device,
    platform: text("PJRT_Client_PlatformName", client),
    version: [text("PJRT_Client_PlatformVersion", client), ...stablehloOf(plugin)].join(", "),
    deviceKind: text("PJRT_DeviceDescription_Kind", description),
    memory: memoryOf(plugin, device),
  };
}

function stablehloOf(plugin: Plugin): readonly string[] {
  const [attributes = 0n, count = 0n] = plugin.call("PJRT_Plugin_Attributes", [], 2);
  const version = integersAt(attributes, Number(count)).get("stablehlo_current_version");
  return version ? [`StableHLO ${version.join(".")}`] : [];
}

/** Places in PJRT_Device_MemoryStats_Args, counted from the first result. */
const [LIMIT, LIMIT_IS_SET, STATS] = [7, 8, 21];

function memoryOf(plugin: Plugin, device: bigint): number | undefined {
  try {
    const stats = plugin.call("PJRT_Device_MemoryStats", [device], STATS);
    return ((stats[LIMIT_IS_SET] ?? 0n) & 0xffn) === 0n ? undefined : Number(stats[LIMIT]);
  } catch {
    // A CPU tells none, and a plugin need not have the function.
    return undefined;
  }
}

function createClient(plugin: Plugin, options: ClientOptions, defaults: ClientOptions): bigint {
  const given = { ...defaults, ...options };
  try {
    const count = Object.keys(given).length;
    // Callbacks between processes, and what they get: there is one process.
    const [client = 0n] = plugin.call("PJRT_Client_Create", [namedValues(given), count, 0, 0, 0, 0], 3);
    return client;
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    const unknown = Object.keys(defaults).find((name) => error.told.includes(name) && !(name in options));
    if (unknown === undefined || error.code !== CODES.invalidArgument) {
      throw new UserError(`${plugin.file} does not start: ${error.told}`, { cause: error });
    }
    const known = Object.entries(defaults).filter(([name]) => name !== unknown);
    return createClient(plugin, options, Object.fromEntries(known));
  }
}
