import { mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf, openCheckpoint, shardNames } from "../src/index.ts";
import { fixtures } from "./read-expected.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import * as p from "./torch-file.ts";

const root = temporaryFolder();
let folders = 0;

/** A folder in which to put checkpoint files. */
function freshFolder(): string {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  return folder;
}

/** Open a checkpoint and read every tensor. Anything but tensors that fit their file or a UserError is a failure. */
function attempt(folder: string, fileBytes: number): "loaded" | "refused" {
  try {
    for (const { dtype, shape, pieces } of openCheckpoint(folder).tensors.values()) {
      const bytes = bytesOf({ dtype, shape, pieces });
      if (bytes.length > fileBytes) throw new Error(`${bytes.length} bytes out of ${fileBytes}`);
    }
    return "loaded";
  } catch (error) {
    if (error instanceof UserError) return "refused";
    throw error;
  }
}

const FILES = [
  ["model.safetensors", "half/model.safetensors"],
  ["model.safetensors", "sharded/model-00001-of-00002.safetensors"],
  ["pytorch_model.bin", "torch/module.bin"],
  ["pytorch_model.bin", "torch/pytorch_model.bin"],
  ["pytorch_model.bin", "torch/protocol-4.bin"],
  ["pytorch_model.bin", "torch/small-zip.bin"],
] as const;

describe.each(FILES)("%s of %s", (name, fixture) => {
  const valid = readFileSync(join(fixtures, fixture));
  const folder = freshFolder();
  const attemptBytes = (bytes: Uint8Array): "loaded" | "refused" => {
    writeFileSync(join(folder, name), bytes);
    return attempt(folder, bytes.length);
  };

  it("is read whole, and refused where it ends early, wherever that is", () => {
    expect(attemptBytes(valid)).toBe("loaded");
    for (let length = valid.length - 1; length >= 0; length--) {
      truncateSync(join(folder, name), length);
      if (attempt(folder, length) !== "refused") expect.fail(`it is loaded when cut after ${length} bytes`);
    }
  });

  it("is read or refused with any of its bytes changed", () => {
    const change = fc.tuple(fc.nat(valid.length - 1), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 127, 128, 255)));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = Uint8Array.from(valid);
        for (const [position, byte] of changes) bytes[position] = byte;
        attemptBytes(bytes);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it("is read or refused with a part of it cut out, doubled or moved", () => {
    const place = fc.nat(valid.length);
    fc.assert(
      fc.property(place, place, place, (from, to, at) => {
        attemptBytes(Buffer.concat([valid.subarray(0, at), valid.subarray(from, to), valid.subarray(at)]));
        attemptBytes(Buffer.concat([valid.subarray(0, from), valid.subarray(to)]));
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe("what describes the tensors", () => {
  const folder = freshFolder();
  const size = fc.oneof(fc.integer({ min: -2, max: 30 }), fc.maxSafeInteger(), fc.double());

  it("may be any header of safetensors", () => {
    const entry = fc.record(
      { dtype: fc.constantFrom("F32", "F16", "U8", "x"), shape: fc.array(size), data_offsets: fc.tuple(size, size) },
      { requiredKeys: [] },
    );
    const header = fc.oneof(fc.dictionary(fc.string(), entry), fc.jsonValue());
    fc.assert(
      fc.property(header, fc.nat(200), (value, dataBytes) => {
        const text = Buffer.from(JSON.stringify(value));
        const length = Buffer.alloc(8);
        length.writeBigUInt64LE(BigInt(text.length));
        writeFileSync(join(folder, "model.safetensors"), Buffer.concat([length, text, Buffer.alloc(dataBytes)]));
        attempt(folder, dataBytes);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it("may be any pickle: of opcodes in any order, and of tensors of any size", () => {
    const index = fc.integer({ min: -2, max: 7 }).map(p.int);
    const ints = fc.array(fc.oneof(fc.integer({ min: -1, max: 7 }), fc.integer()), { maxLength: 4 });
    const tensor = fc
      .record({ offset: index, shape: ints, strides: ints, elements: fc.oneof(fc.constant(p.int(6)), index) })
      .map(({ elements, ...parts }) => p.tensor({ ...parts, base: p.storage({ elements }) }));
    const fragment = fc.oneof(
      fc.constantFrom(...Array.from("NKMJXQR)tuscbqrhj}(\x80\x85\x86\x87\x88\x89\x8a\x8c\x93\x94\x95")),
      fc.constantFrom(p.global("collections", "OrderedDict"), p.storage(), p.tensor(), p.text("a"), p.dict({ a: "N" })),
      tensor,
      index,
      fc.nat(255).map((byte) => String.fromCharCode(byte)),
    );
    const whole = fc.oneof(
      fc.array(fragment, { maxLength: 30 }).map((parts) => p.pickle(parts.join(""))),
      fc.dictionary(fc.string({ unit: "grapheme-ascii" }), tensor).map((tensors) => p.pickle(p.dict(tensors))),
    );
    const outcomes = new Set<string>();
    const torch = freshFolder();
    fc.assert(
      fc.property(whole, (data) => {
        const path = join(torch, "pytorch_model.bin");
        p.writeTorch(path, data);
        outcomes.add(attempt(torch, readFileSync(path).length));
      }),
      { numRuns: 2000, seed: 1 },
    );
    expect([...outcomes].toSorted()).toEqual(["loaded", "refused"]);
  });

  it("may be any index, of which no name leaves the folder", () => {
    const sharded = freshFolder();
    const name = fc.oneof(fc.string(), fc.constantFrom("..", "../x", "/etc/passwd", "a/../../b", "C:\\x", "x.bin"));
    const index = fc.oneof(fc.jsonValue(), fc.record({ weight_map: fc.dictionary(fc.string(), name) }));
    fc.assert(
      fc.property(index, (value) => {
        writeFileSync(join(sharded, "model.safetensors.index.json"), JSON.stringify(value));
        attempt(sharded, 0);
        try {
          for (const file of shardNames(join(sharded, "model.safetensors.index.json")))
            expect(join(sharded, file, "..")).toBe(sharded);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
