import type { HostArrays } from "@dalmeum/contracts";
import { type Executable, executableOf, freeExecutable, memoryOf, serialized } from "./executable.ts";
import { type ClientOptions, type OpenClient, openClient } from "./open-client.ts";
import { loadPlugin, type Plugin } from "./plugin.ts";
import { listOf, struct } from "./structs.ts";

/** An array on the device. */
export type DeviceArray = bigint;
/** Something that will have happened. Each is waited for once, which frees it. */
export type DeviceEvent = bigint;
type HostArray = HostArrays[string];

/** A compiled program. */
export interface Program {
  readonly handle: bigint;
  readonly executable: Executable;
  readonly outputs: number;
  /** Bytes that a run takes beside its arguments: what lies between, and outputs that take no argument's place. */
  readonly bytes: number;
}

/** How many handles were made and not freed. */
export interface InUse {
  readonly arrays: number;
  readonly programs: number;
  readonly events: number;
}

/** A plugin's client on its first device. Calls throw what the plugin says. */
export interface Client extends Omit<OpenClient, "client" | "device"> {
  readonly plugin: Plugin;
  readonly inUse: InUse;
  /** @param options a CompileOptionsProto. */
  compile(module: string, options: Uint8Array): Promise<Program>;
  serialize(program: Program): Promise<Uint8Array>;
  load(serialized: Uint8Array): Promise<Program>;
  /** The host's array may change when this returns. */
  upload(array: HostArray, shape: readonly number[]): DeviceArray;
  /** The host's array may change once `read` happened. */
  uploadAside(array: HostArray, shape: readonly number[]): { readonly made: DeviceArray; readonly read: DeviceEvent };
  /** Returns before anything is computed. What it made may be an argument of the next run. */
  execute(
    program: Program,
    given: readonly DeviceArray[],
  ): { readonly made: readonly DeviceArray[]; readonly done: DeviceEvent };
  download(array: DeviceArray, into: HostArray): DeviceEvent;
  /** Off the event loop. */
  wait(event: DeviceEvent): Promise<void>;
  /** Runs that read it, or write over it, are not disturbed. */
  free(array: DeviceArray): void;
  release(program: Program): void;
}

/** Each holds threads and memory of its device, to the end of the process. */
const clients = new Map<string, Client>();

/**
 * A plugin's client, one for each set of options in a process.
 * @throws UserError where the plugin does not load, refuses the options, or finds no device.
 */
export function clientOf(file: string, options: ClientOptions = {}): Client {
  const plugin = loadPlugin(file);
  const values = Object.entries(options).map(([name, value]) => [name, typeof value, String(value)]);
  const key = JSON.stringify([plugin.file, ...values.toSorted()]);
  const client = clients.get(key) ?? createClient(plugin, options);
  clients.set(key, client);
  return client;
}

/** PJRT_Buffer_Type. */
const ELEMENT_TYPES = { float32: 11, int32: 4 } as const;
/** PJRT_HostBufferSemantics: until when the plugin reads the host's array. */
const READ_UNTIL = { returned: 0, transferred: 1 } as const;

function createClient(plugin: Plugin, options: ClientOptions): Client {
  const { client, device, ...told } = openClient(plugin, options);
  const inUse = { arrays: 0, programs: 0, events: 0 };
  /** What the plugin reads or writes until an event. */
  const untilEvent = new Map<DeviceEvent, HostArray>();
  const freeEvent = (event: DeviceEvent): void => {
    plugin.call("PJRT_Event_Destroy", [event]);
    untilEvent.delete(event);
    inUse.events--;
  };
  const send = (array: HostArray, shape: readonly number[], until: number): [DeviceEvent, DeviceArray] => {
    const type = array instanceof Float32Array ? ELEMENT_TYPES.float32 : ELEMENT_TYPES.int32;
    const dims = BigInt64Array.from(shape, BigInt);
    const [read = 0n, made = 0n] = plugin.call(
      "PJRT_Client_BufferFromHostBuffer",
      // No strides, the device's own memory, its own layout.
      [client, array, type, dims, shape.length, 0, 0, until, device, 0, 0],
      2,
    );
    untilEvent.set(read, array);
    inUse.arrays++;
    inUse.events++;
    return [read, made];
  };
  const programOf = (handle: bigint): Program => {
    inUse.programs++;
    const executable = executableOf(plugin, handle);
    const [outputs = 0n] = plugin.call("PJRT_Executable_NumOutputs", [executable], 1);
    const memory = memoryOf(plugin, executable);
    const bytes = memory.temporary + memory.outputs - memory.aliased;
    return { handle, executable, outputs: Number(outputs), bytes };
  };
  const happened = async (event: DeviceEvent): Promise<void> => {
    try {
      const [ready = 0n] = plugin.call("PJRT_Event_IsReady", [event], 1);
      if ((ready & 0xffn) === 0n) await plugin.callAside("PJRT_Event_Await", [event]);
      else plugin.call("PJRT_Event_Await", [event]);
    } finally {
      freeEvent(event);
    }
  };
  let waiting: Promise<unknown> = Promise.resolve();
  return {
    ...told,
    plugin,
    inUse,
    compile: async (module, compileOptions) => {
      const [code, format] = [Buffer.from(module), Buffer.from("mlir")];
      const program = struct([code, code.length, format, format.length]);
      const fields = [client, program, compileOptions, compileOptions.length];
      const [handle = 0n] = await plugin.callAside("PJRT_Client_Compile", fields, 1);
      return programOf(handle);
    },
    serialize: ({ executable }) => serialized(plugin, executable),
    load: async (bytes) => {
      // After the result come compile options in place of the program's own.
      const fields = [client, bytes, bytes.length];
      const [handle = 0n] = await plugin.callAside("PJRT_Executable_DeserializeAndLoad", fields, 3);
      return programOf(handle);
    },
    upload: (array, shape) => {
      const [read, made] = send(array, shape, READ_UNTIL.returned);
      freeEvent(read);
      return made;
    },
    uploadAside: (array, shape) => {
      const [read, made] = send(array, shape, READ_UNTIL.transferred);
      return { made, read };
    },
    execute: ({ handle, outputs }, given) => {
      const [made, done] = [new BigUint64Array(Math.max(outputs, 1)), new BigUint64Array(1)];
      // No transfers between hosts, every donation that the module asks for, no context.
      const settings = struct(new Array<number>(12).fill(0));
      const lists = [listOf(BigUint64Array.from(given)), 1, given.length, listOf(made)];
      plugin.call("PJRT_LoadedExecutable_Execute", [handle, settings, ...lists, done, 0]);
      inUse.arrays += outputs;
      inUse.events++;
      return { made: [...made.subarray(0, outputs)], done: done[0] ?? 0n };
    },
    download: (array, into) => {
      const [event = 0n] = plugin.call("PJRT_Buffer_ToHostBuffer", [array, 0, into, into.byteLength], 1);
      untilEvent.set(event, into);
      inUse.events++;
      return event;
    },
    wait: (event) => {
      // One after another, in the device's order: each holds a thread of libuv's few.
      const turn = waiting.then(() => happened(event));
      waiting = turn.catch(() => undefined);
      return turn;
    },
    free: (array) => {
      plugin.call("PJRT_Buffer_Destroy", [array]);
      inUse.arrays--;
    },
    release: ({ handle, executable }) => {
      freeExecutable(plugin, executable);
      plugin.call("PJRT_LoadedExecutable_Destroy", [handle]);
      inUse.programs--;
    },
  };
}
