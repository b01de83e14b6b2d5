import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "@dalmeum/contracts";
import * as koffi from "koffi";
import { loadLibrary } from "../load-library.ts";
import { type FunctionName, type FunctionTable, lacking, readTable } from "./functions.ts";
import { type Field, HEADER, int32Of, type Struct, struct, textAt } from "./structs.ts";

/** PJRT_Error_Code, absl's. */
export const CODES = { invalidArgument: 3, resourceExhausted: 8 } as const;

/** What a plugin says where a call fails. */
export class PluginError extends Error {
  override readonly name = "PluginError";
  /** PJRT_Error_Code. */
  readonly code: number;
  /** The plugin's own words. */
  readonly told: string;

  constructor(called: FunctionName, code: number, told: string) {
    super(`${called} failed with code ${code}: ${told}`);
    this.code = code;
    this.told = told;
  }
}

/** A PJRT plugin. Its calls throw `PluginError`, or UserError where it lacks the function. */
export interface Plugin {
  readonly file: string;
  /** Of the interface. */
  readonly version: string;
  /**
   * @param fields of the function's struct that go in.
   * @param results how many fields come after them.
   * @returns those.
   */
  call(name: FunctionName, fields: readonly Field[], results?: number): readonly bigint[];
  /** The same on another thread: for what waits. */
  callAside(name: FunctionName, fields: readonly Field[], results?: number): Promise<readonly bigint[]>;
}

/** koffi unloads a library when its handle is collected, whoever still calls functions by their addresses. */
const held = new Map<string, { readonly library: koffi.LibraryHandle; readonly plugin: Plugin }>();

/**
 * Load a plugin, once in a process.
 * @throws UserError where the file is none, or its interface is too old or incomplete.
 */
export function loadPlugin(path: string): Plugin {
  const file = resolve(path);
  const known = held.get(file);
  if (known) return known.plugin;
  if (!existsSync(file)) throw new UserError(`${file}: found no file, expected a PJRT plugin`);
  // absl writes to the terminal; it reads this when it is loaded.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
  const library = open(file);
  const plugin = createPlugin(file, readTable(tableOf(library, file), file));
  held.set(file, { library, plugin });
  try {
    plugin.call("PJRT_Plugin_Initialize", []);
  } catch (cause) {
    held.delete(file);
    throw new UserError(`${file} does not start: ${messageOf(cause)}`, { cause });
  }
  return plugin;
}

function open(file: string): koffi.LibraryHandle {
  try {
    const library = loadLibrary(file);
    keepLoaded(file);
    return library;
  } catch (cause) {
    throw new UserError(`${file} does not load as a PJRT plugin: ${messageOf(cause)}`, { cause });
  }
}

/** RTLD_NOW | RTLD_NODELETE. */
const KEEP_FLAGS: Readonly<Partial<Record<NodeJS.Platform, number>>> = { linux: 0x1002, darwin: 0x82 };

/** A plugin's threads run until the process ends: a library that is unloaded before takes the process down with it. */
function keepLoaded(file: string): void {
  const flags = KEEP_FLAGS[process.platform];
  if (flags !== undefined) loadLibrary(null).func("dlopen", "void*", ["str", "int"])(file, flags);
}

function tableOf(library: koffi.LibraryHandle, file: string): bigint {
  let getApi;
  try {
    getApi = library.func("GetPjrtApi", "void*", []);
  } catch (cause) {
    throw new UserError(`${file} has no function GetPjrtApi: it is a library, but no PJRT plugin`, { cause });
  }
  const table: unknown = getApi();
  if (typeof table !== "bigint") throw new UserError(`${file}: GetPjrtApi gave nothing`);
  return table;
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** A function of the interface: its struct in, an error or null out. */
type Declared = koffi.KoffiFunc<(words: BigUint64Array) => bigint | null>;

/** @param file for messages. */
export function createPlugin(file: string, { version, functions }: FunctionTable): Plugin {
  const prototype = koffi.proto("void*", ["void*"]);
  const declared = new Map<FunctionName, Declared>(
    [...functions].map(([name, address]) => [name, koffi.decode(address, prototype) as Declared]),
  );
  /** Structs of calls that are not over. */
  const alive = new Set<Struct>();
  const find = (name: FunctionName): Declared => {
    const found = declared.get(name);
    if (!found) throw lacking(file, version, name);
    return found;
  };
  const plain = (name: FunctionName, fields: readonly Field[], results: number): readonly bigint[] => {
    const given = struct(fields, results);
    find(name)(given.words);
    return resultsOf(given, fields);
  };
  const check = (name: FunctionName, error: bigint | null): void => {
    if (error === null) return;
    const [code = 0n] = plain("PJRT_Error_GetCode", [error], 1);
    const [text = 0n, length = 0n] = plain("PJRT_Error_Message", [error], 2);
    const told = textAt(text, length);
    plain("PJRT_Error_Destroy", [error], 0);
    throw new PluginError(name, int32Of(code), told);
  };
  return {
    file,
    version,
    call: (name, fields, results = 0) => {
      const given = struct(fields, results);
      alive.add(given);
      try {
        check(name, find(name)(given.words));
      } finally {
        alive.delete(given);
      }
      return resultsOf(given, fields);
    },
    callAside: async (name, fields, results = 0) => {
      const given = struct(fields, results);
      alive.add(given);
      try {
        check(name, await aside(find(name), given.words));
      } finally {
        alive.delete(given);
      }
      return resultsOf(given, fields);
    },
  };
}

const resultsOf = ({ words }: Struct, fields: readonly Field[]): readonly bigint[] => [
  ...words.subarray(HEADER + fields.length),
];

const aside = (call: Declared, words: BigUint64Array): Promise<bigint | null> =>
  new Promise((done, fail) => {
    call.async(words, (thrown: unknown, error: bigint | null) => {
      if (thrown instanceof Error) fail(thrown);
      else done(error);
    });
  });
