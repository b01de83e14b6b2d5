import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import * as koffi from "koffi";
import { afterAll, describe, expect, it } from "vitest";
import { libraryFile } from "../onnxruntime/library.ts";
import { readTable } from "./functions.ts";
import { createPlugin, loadPlugin, PluginError } from "./plugin.ts";

const folder = mkdtempSync(join(tmpdir(), "plugin-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("loadPlugin", () => {
  it("refuses what is no plugin, and says why", () => {
    const text = join(folder, "plugin.so");
    writeFileSync(text, "no library");
    const refused = [
      [join(folder, "none.so"), "found no file"],
      [text, "does not load as a PJRT plugin"],
      [libraryFile(process.platform, process.arch), "has no function GetPjrtApi"],
    ] as const;
    for (const [file, words] of refused) {
      expect(() => loadPlugin(file)).toThrow(UserError);
      expect(() => loadPlugin(file)).toThrow(words);
    }
  });
});

/** A table of functions as a plugin of interface 0.81 has it, 118 of them. */
function table({
  version = [0, 81],
  count = 118,
  without = [] as readonly number[],
  address = 8n,
} = {}): BigUint64Array {
  const [major = 0, minor = 0] = version;
  const words = new BigUint64Array(5 + count).fill(address);
  words[0] = BigInt(words.byteLength);
  words[4] = BigInt(major) | (BigInt(minor) << 32n);
  for (const place of without) words[5 + place] = 0n;
  return words;
}

describe("readTable", () => {
  const read = (words: BigUint64Array) => readTable(koffi.address(words.buffer), "a.so");

  it("takes the first version and later ones, whose tables are longer", () => {
    expect(read(table()).version).toBe("0.81");
    expect(read(table({ version: [0, 120], count: 150 })).version).toBe("0.120");
  });

  it.each([
    [table({ version: [0, 80] }), "a.so speaks PJRT 0.80, expected 0.81"],
    [table({ version: [1, 90] }), "a.so speaks PJRT 1.90"],
    [table({ count: 96 }), "a.so, PJRT 0.81, lacks the function PJRT_Executable_GetCompiledMemoryStats"],
    [table({ without: [55] }), "lacks the function PJRT_LoadedExecutable_Execute"],
    [BigUint64Array.of(24n, 0n, 0n), "has 24 bytes"],
  ])("refuses an old or incomplete one: %#", (words, message) => {
    expect(() => read(words)).toThrow(UserError);
    expect(() => read(words)).toThrow(message);
  });

  it("leaves what a plugin need not have until it is called", () => {
    const plugin = createPlugin("a.so", read(table({ without: [49] })));
    expect(() => plugin.call("PJRT_Executable_Serialize", [0n], 4)).toThrow(UserError);
    expect(() => plugin.call("PJRT_Executable_Serialize", [0n], 4)).toThrow("lacks the function PJRT_Executable_Ser");
  });
});

describe("a plugin's error", () => {
  it("is told in its own words and freed once", async () => {
    const words = Buffer.from("다 찼다");
    const freed: bigint[] = [];
    const types = koffi.pointer(koffi.proto("void*", ["void*"]));
    const registered: bigint[] = [];
    const native = (
      call: (given: readonly bigint[], write: (place: number, word: bigint) => void) => bigint | null,
    ) => {
      const callback = koffi.register((pointer: bigint) => {
        const given = koffi.decode(pointer, koffi.array("uint64_t", 5, "Array")) as (bigint | number)[];
        const write = (place: number, word: bigint): void => {
          koffi.encode(pointer + BigInt(8 * place), "uint64_t", word);
        };
        return call(given.map(BigInt), write);
      }, types);
      registered.push(callback);
      return koffi.address(callback);
    };
    const given = table();
    const [destroy, message, code, execute] = [0, 1, 2, 55];
    given[5 + destroy] = native(([, , error = 0n]) => {
      freed.push(error);
      return null;
    });
    given[5 + message] = native((_given, write) => {
      write(3, koffi.address(words.buffer) + BigInt(words.byteOffset));
      write(4, BigInt(words.length));
      return null;
    });
    given[5 + code] = native((_given, write) => {
      write(3, 0xdeadbeef00000008n);
      return null;
    });
    given[5 + execute] = native(() => 4096n);
    const plugin = createPlugin("a.so", readTable(koffi.address(given.buffer), "a.so"));
    const name = "PJRT_LoadedExecutable_Execute";
    for (const call of [() => plugin.callAside(name, []), async () => Promise.resolve(plugin.call(name, []))]) {
      const error: unknown = await call().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(PluginError);
      expect(error).toMatchObject({ code: 8, told: "다 찼다" });
    }
    expect(freed).toEqual([4096n, 4096n]);
    for (const callback of registered) koffi.unregister(callback);
  });
});
