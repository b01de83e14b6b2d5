import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import * as p from "../../test/torch-file.ts";
import { bytesOf } from "../tensor-values.ts";
import { openTorch } from "./open-torch.ts";

const folder = temporaryFolder();
const path = join(folder, "pytorch_model.bin");
const open = (data: string): ReturnType<typeof openTorch> => {
  p.writeTorch(path, data);
  return openTorch(path);
};
const one = (value: string): string => p.pickle(p.dict({ weight: value }));
const bytes = (...values: readonly number[]): string => String.fromCharCode(...values);
const ran = join(folder, "ran");
const command = p.tuple(p.text(`touch ${ran}`));
const evalCall = `${p.global("builtins", "eval")}${command}R`;

it("takes the pickles that the others are made from", () => {
  const { tensors } = open(one(p.tensor()));
  const [weight] = tensors.values();
  expect([...tensors.keys()]).toEqual(["weight"]);
  expect(weight && new Float32Array(bytesOf(weight).buffer)).toEqual(Float32Array.of(0, 1, 2, 3, 4, 5));
});

describe("a pickle names nothing but tensors", () => {
  it.each([
    ["a call", `${p.global("os", "system")}${command}R`, "found os.system, expected only tensors"],
    ["a call inside a tuple in a dict", p.dict({ a: p.tuple(p.tensor(), evalCall) }), "found builtins.eval"],
    ["a name from the stack", `${p.text("posix")}${p.text("system")}\x93${command}R`, "found posix.system"],
    ["INST", `(${p.text("touch ran")}ios\nsystem\n`, "found os.system"],
    ["OBJ", `(${p.global("subprocess", "Popen")}${p.text("ls")}o`, "found subprocess.Popen"],
    ["NEWOBJ", `${p.global("codecs", "open")})\x81`, "found codecs.open"],
    ["the name of a class that is never called", p.global("torch.nn", "Linear"), "found torch.nn.Linear"],
    ["a torch function", p.global("torch", "load"), "found torch.load"],
    ["an attribute of something known", p.global("collections", "OrderedDict.__init__"), "OrderedDict.__init__"],
    ["an extension code", bytes(0x82, 1), "found the pickle opcode 0x82"],
    ["a name with terminal codes", p.global("os", "\x1b[2Jsystem"), String.raw`found "os.\u001b[2Jsystem"`],
    ["a name with C1 codes", p.global("os", "\xc2\x9b2Jsystem"), String.raw`found "os.\u{9b}2Jsystem"`],
    ["an endless name", p.global("os", "x".repeat(5000)), new RegExp(`found "os\\.x{197}", expected`)],
    ["attributes", `${p.dict({})}${p.dict({ __class__: "N" })}b`, "found attributes other than _metadata"],
    ["attributes of a tensor", `${p.tensor()}${p.dict({ _metadata: "N" })}b`, "found a tensor used as a dict"],
    ["a call of a tensor", `${p.tensor()})R`, "found a call of a tensor"],
    ["a call of a storage class", `${p.global("torch", "FloatStorage")})R`, "a call of torch.FloatStorage"],
    ["a list", "]", "found the pickle opcode 0x5d"],
  ])("refuses %s", (_, value, message) => {
    expect(() => open(one(value))).toThrow(message);
    expect(() => open(one(value))).toThrow(UserError);
    expect(existsSync(ran)).toBe(false);
  });
});

describe("a pickle gets memory for what it holds", () => {
  it.each([
    ["a text that claims 4 GB", `X${bytes(255, 255, 255, 255)}weight`, "found a truncated pickle"],
    ["a frame that claims more", `\x95${bytes(0, 0, 0, 0, 0, 1, 0, 0)}N`, "found a truncated pickle"],
    ["an integer of 255 bytes", `\x8a\xff${"\x7f".repeat(255)}`, "found an integer of 255 bytes"],
    ["an integer that claims 2 GB", `\x8b${bytes(255, 255, 255, 127)}`, "found the pickle opcode 0x8b"],
    [
      "a storage that claims 100 GB",
      p.tensor({ base: p.storage({ elements: `\x8a\x05${bytes(0, 0, 0, 0, 25)}` }) }),
      "storage 0: 24 bytes, expected 429496729600 for 107374182400 F32",
    ],
    ["a storage of fewer elements than none", p.storage({ elements: p.int(-6) }), /persistent id .* parameters: 4: /],
    ["a storage of another type", p.storage({ type: "DoubleStorage" }), "storage 0: 24 bytes, expected 48 for 6 F64"],
    [
      "a storage of no known type",
      `${p.tuple(p.text("storage"), p.global("collections", "OrderedDict"), p.text("0"), p.text("cpu"), p.int(6))}Q`,
      "collections.OrderedDict as a storage",
    ],
    ["a storage that is not there", p.storage({ key: "1" }), "no zip entry for the storage 1"],
    ["a storage outside the archive", p.storage({ key: "../../../etc/passwd" }), "no zip entry for the storage ../"],
    [
      "a persistent id that is no tuple",
      `${p.text("storage")}Q`,
      "a persistent id (a string) with unexpected parameters",
    ],
    ["a tensor larger than its storage", p.tensor({ shape: [7], strides: [1] }), "a tensor [7] of a storage of 6"],
    [
      "a tensor that repeats its storage",
      p.tensor({ shape: [2 ** 30, 2 ** 30], strides: [0, 0] }),
      "[1073741824, 1073741824] of a storage of 6 elements",
    ],
    ["a tensor past the end", p.tensor({ offset: p.int(1) }), "a tensor [2, 3] past the end of a storage of 6"],
    ["strides past the end", p.tensor({ shape: [2, 2], strides: [5, 1] }), "a tensor [2, 2] past the end"],
    ["a negative offset", p.tensor({ offset: p.int(-1) }), /_rebuild_tensor_v2 with unexpected parameters: 1: /],
    ["a negative length", p.tensor({ shape: [-2, -3] }), /_rebuild_tensor_v2 with unexpected parameters: 2\.0: /],
    ["a negative stride", p.tensor({ strides: [3, -1] }), /_rebuild_tensor_v2 with unexpected parameters: 3\.1: /],
    ["a stride too few", p.tensor({ strides: [1] }), "a tensor [2, 3] with 1 strides"],
    ["a hundred axes", p.tensor({ shape: Array<number>(100).fill(1), strides: [] }), /parameters: 2: Too big/],
    ["lengths without end", p.tensor({ shape: Array<number>(150_000).fill(-1) }), /parameters: 2: Too big/],
    ["a tensor of no storage", p.tensor({ base: p.dict({}) }), /parameters: 0: no storage/],
  ])("refuses %s", (_, value, message) => {
    expect(() => open(one(value))).toThrow(message);
    expect(() => open(one(value))).toThrow(UserError);
  });

  it.each([
    ["nothing", "", "found a truncated pickle"],
    ["no end", "\x80\x02}", "found a truncated pickle"],
    ["bytes past the end", `${p.pickle("}")}N`, "found a pickle with more than one value"],
    ["two values", p.pickle("}}"), "found a pickle with more than one value"],
    ["no value", p.pickle(""), "found a pickle that takes more than it has"],
    ["a later protocol", "\x80\x06}.", "found pickle protocol 6"],
    ["no dict", p.pickle(p.tensor()), "found a tensor, expected a dict"],
    ["a name that is no text", p.pickle(`}${p.int(1)}Ns`), "found a number as a name"],
    ["a name without a value", p.pickle(`}(${p.text("a")}u`), "found a name without a value"],
    ["POP, which no tensor needs", p.pickle("}}0"), "found the pickle opcode 0x30"],
    ["a tuple across a mark", p.pickle(")(\x85"), "takes more than it has"],
    ["a mark that was not set", p.pickle("t"), "closes what it did not open"],
    ["a memo that was not kept", p.pickle("h\x07"), "recalls what it did not keep"],
    ["a name without a line's end", "\x80\x02cos", "found a truncated pickle"],
    ["a text that is not UTF-8", p.pickle(`X\x01\x00\x00\x00\xff`), "found a text that is not UTF-8"],
  ])("refuses %s", (_, data, message) => {
    expect(() => open(data)).toThrow(message);
    expect(() => open(data)).toThrow(UserError);
  });

  it("holds doubled tuples once, and dicts that hold themselves", () => {
    // Each pair holds the one before twice: written out, the last would have 2^1000 entries.
    const chain = `${p.tuple()}q\x00${"h\x00\x86q\x00".repeat(1000)}`;
    expect(() => open(p.pickle(`}(${p.text("bomb")}${chain}u`))).toThrow("bomb: found a tuple, expected a tensor");
    expect(() => open(p.pickle(`}q\x00${p.text("self")}h\x00s`))).toThrow("self: found a dict, expected a tensor");
  });

  it("refuses a long pickle unread, and takes a moment for the most wasteful short one", () => {
    expect(() => open("}".repeat(2 ** 20 + 1))).toThrow("found a pickle of 1048577 bytes, expected at most 1048576");
    const before = performance.now();
    expect(() => open("}".repeat(2 ** 20))).toThrow("found a truncated pickle");
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
