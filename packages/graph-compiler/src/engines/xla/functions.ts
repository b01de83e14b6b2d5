import { UserError } from "@dalmeum/contracts";
import { int32Of, wordsAt } from "./structs.ts";

/** Places in the table PJRT_Api, counted in pjrt_c_api.h 0.81; every later version only appends to it. */
const PLACES = {
  PJRT_Error_Destroy: 0,
  PJRT_Error_Message: 1,
  PJRT_Error_GetCode: 2,
  PJRT_Plugin_Initialize: 3,
  PJRT_Plugin_Attributes: 4,
  PJRT_Event_Destroy: 5,
  PJRT_Event_IsReady: 6,
  PJRT_Event_Await: 8,
  PJRT_Client_Create: 10,
  PJRT_Client_PlatformName: 12,
  PJRT_Client_PlatformVersion: 14,
  PJRT_Client_AddressableDevices: 16,
  PJRT_Client_Compile: 20,
  PJRT_Client_BufferFromHostBuffer: 22,
  PJRT_DeviceDescription_Kind: 26,
  PJRT_Device_GetDescription: 29,
  PJRT_Executable_Destroy: 40,
  PJRT_Executable_NumOutputs: 44,
  PJRT_LoadedExecutable_Destroy: 50,
  PJRT_LoadedExecutable_GetExecutable: 51,
  PJRT_LoadedExecutable_Execute: 55,
  PJRT_Buffer_Destroy: 58,
  PJRT_Buffer_ToHostBuffer: 70,
  PJRT_Executable_GetCompiledMemoryStats: 96,
} as const;

/** What the engine can do without, or only needs where there is no device. */
const OPTIONAL_PLACES = {
  PJRT_Device_MemoryStats: 34,
  PJRT_Executable_Serialize: 49,
  PJRT_Executable_DeserializeAndLoad: 56,
  PJRT_TopologyDescription_Create: 82,
  PJRT_TopologyDescription_Destroy: 83,
  PJRT_Compile: 89,
} as const;

export type FunctionName = keyof typeof PLACES | keyof typeof OPTIONAL_PLACES;

/** The oldest version whose structs were tried. */
const LEAST_MINOR = 81;
/** Bytes of struct_size, extension_start and the version, which precede the functions. */
const TABLE_OFFSET = 40;
const VERSION_WORD = 4;

/** A plugin's functions. */
export interface FunctionTable {
  /** Of the interface, e.g. "0.115". */
  readonly version: string;
  /** Their addresses. */
  readonly functions: ReadonlyMap<FunctionName, bigint>;
}

/**
 * Read the table PJRT_Api.
 * @param file the plugin's, for messages.
 * @throws UserError where the version is another than 0.81 or a later 0.*, or a function is missing that every step needs.
 */
export function readTable(table: bigint, file: string): FunctionTable {
  const [size = 0n] = wordsAt(table, 1);
  const count = Math.floor((Number(size) - TABLE_OFFSET) / 8);
  if (size < TABLE_OFFSET)
    throw new UserError(`${file}: its PJRT_Api has ${size.toString()} bytes, fewer than a version takes`);
  const versions = wordsAt(table, VERSION_WORD + 1)[VERSION_WORD] ?? 0n;
  const [major, minor] = [int32Of(versions), int32Of(versions >> 32n)];
  const version = `${major}.${minor}`;
  if (major !== 0 || minor < LEAST_MINOR) {
    const cure = "take a plugin of another version";
    throw new UserError(`${file} speaks PJRT ${version}, expected 0.${LEAST_MINOR} or a later 0.*: ${cure}`);
  }
  const addresses = wordsAt(table + BigInt(TABLE_OFFSET), count);
  const functions = new Map<FunctionName, bigint>();
  for (const [name, place] of Object.entries({ ...PLACES, ...OPTIONAL_PLACES }) as [FunctionName, number][]) {
    const address = addresses[place] ?? 0n;
    if (address !== 0n) functions.set(name, address);
    else if (name in PLACES) throw lacking(file, version, name);
  }
  return { version, functions };
}

export const lacking = (file: string, version: string, name: FunctionName): UserError =>
  new UserError(`${file}, PJRT ${version}, lacks the function ${name}: take another version of the plugin`);
