import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { fixtures } from "../../test/read-expected.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { dict, pickle, tensor, writeTorch } from "../../test/torch-file.ts";
import { openTorch } from "./open-torch.ts";

const path = join(temporaryFolder(), "pytorch_model.bin");
const data = pickle(dict({ weight: tensor() }));
const END = 22;
const LOCATOR64 = END + 20;
const END64 = LOCATOR64 + 56;

/** A file of two entries after `change`; entries give where their records in the directory begin. */
function changed(change: (file: Buffer, first: number, second: number) => void): () => unknown {
  writeTorch(path, data);
  const file = readFileSync(path);
  const first = file.indexOf("PK\x01\x02");
  change(file, first, file.indexOf("PK\x01\x02", first + 1));
  writeFileSync(path, file);
  return () => openTorch(path);
}
function changed64(change: (file: Buffer) => void): () => unknown {
  const file = readFileSync(join(fixtures, "torch/pytorch_model.bin"));
  change(file);
  writeFileSync(path, file);
  return () => openTorch(path);
}

describe("a zip archive is refused where", () => {
  it.each<[string, () => () => unknown, string | RegExp]>([
    [
      "an entry overlaps another",
      () => changed((file, first, second) => file.copy(file, second + 42, first + 42, first + 46)),
      "the zip entry archive/data/0 overlaps another",
    ],
    [
      "an entry holds the next",
      () =>
        changed((file, first) => {
          [20, 24].forEach((at) => file.writeUInt32LE(file.readUInt32LE(first + at) + 40, first + at));
        }),
      "the zip entry archive/data/0 overlaps another",
    ],
    [
      "an entry holds the directory",
      () =>
        changed((file, _, second) => {
          [20, 24].forEach((at) => file.writeUInt32LE(80, second + at));
        }),
      /the zip entry archive\/data\/0 ends at byte \d+, expected at most \d+/,
    ],
    [
      "an entry begins past the data",
      () => changed((file, first) => file.writeUInt32LE(first, first + 42)),
      "archive/data.pkl begins past the data's end",
    ],
    [
      "an entry is not where it should be",
      () => changed((file, first) => file.writeUInt32LE(3, first + 42)),
      "no header at the zip entry archive/data.pkl",
    ],
    [
      "an entry claims 4 GB",
      () =>
        changed((file, _, second) => {
          [20, 24].forEach((at) => file.writeUInt32LE(0xfffffff0, second + at));
        }),
      /ends at byte 42949\d+/,
    ],
    [
      "a zip64 field is missing",
      () => changed((file, first) => file.writeUInt32LE(0xffffffff, first + 24)),
      "a zip64 field is missing",
    ],
    [
      "an entry is encrypted",
      () => changed((file, first) => file.writeUInt16LE(1, first + 8)),
      "archive/data.pkl is encrypted",
    ],
    [
      "sizes differ",
      () => changed((file, first) => file.writeUInt32LE(1, first + 20)),
      "archive/data.pkl is compressed",
    ],
    [
      "the directory holds something else",
      () => changed((file, _, second) => file.write("PK\x07\x08", second)),
      "no entry where the zip directory should have one",
    ],
    [
      "entries are fewer than claimed",
      () => changed((file) => file.writeUInt16LE(3, file.length - END + 10)),
      "2 entries in the zip directory, expected 3",
    ],
    [
      "the directory is elsewhere",
      () => changed((file) => file.writeUInt32LE(0, file.length - END + 16)),
      "the zip directory is not where the archive says",
    ],
    ["the end is missing", () => changed((file) => file.fill(0, file.length - END)), "no end of a zip archive"],
    [
      "the zip64 record is elsewhere",
      () => changed64((file) => file.writeUInt32LE(0, file.length - LOCATOR64 + 8)),
      "the zip64 record is not where the archive says",
    ],
    [
      "the zip64 record is far away",
      () => changed64((file) => file.fill(255, file.length - LOCATOR64 + 8, file.length - LOCATOR64 + 16)),
      "the zip64 record is not where the archive says",
    ],
    [
      "the zip64 record is something else",
      () => changed64((file) => file.fill(0, file.length - END64, file.length - END64 + 4)),
      "no end of a zip64 archive",
    ],
    [
      "the zip64 directory is endless",
      () => changed64((file) => file.fill(255, file.length - END64 + 40, file.length - END64 + 48)),
      "the zip directory is not where the archive says",
    ],
    [
      "bytes are big-endian",
      () =>
        changed64((file) =>
          file.write("big...", file.indexOf("byteorder") + file.subarray(file.indexOf("byteorder")).indexOf("little")),
        ),
      "byteorder: found big..., expected little",
    ],
  ])("%s", (_, make, message) => {
    const open = make();
    expect(open).toThrow(message);
    expect(open).toThrow(UserError);
  });

  it("an entry is compressed: a bomb is not inflated", () => {
    writeFileSync(path, zipSync({ "archive/data.pkl": new Uint8Array(2 ** 24) }, { level: 9 }));
    const before = process.memoryUsage().arrayBuffers;
    expect(() => openTorch(path)).toThrow("the zip entry archive/data.pkl is compressed, expected it stored");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
  });

  it.each(["../data.pkl", "/etc/passwd", "archive/../../x", "a\\b", "C:/x", "archive//data", "a\u0000b", "./x", ""])(
    "an entry is named %j",
    (name) => {
      writeTorch(path, data, { [name]: new Uint8Array(1) });
      expect(() => openTorch(path)).toThrow(/the zip entry .* has no plain name/);
    },
  );

  it("two entries have one name", () => {
    writeTorch(path, data, { "archive/data/1": new Uint8Array(4) });
    const file = readFileSync(path);
    file.write("archive/data/0", file.lastIndexOf("archive/data/1"));
    writeFileSync(path, file);
    expect(() => openTorch(path)).toThrow("two zip entries named archive/data/0");
  });

  it("it holds no data.pkl, or two", () => {
    writeFileSync(path, zipSync({ "archive/version": new Uint8Array(1) }, { level: 0 }));
    expect(() => openTorch(path)).toThrow("found 0 pickles in the archive, expected one data.pkl");
    writeTorch(path, data, { "other/data.pkl": new Uint8Array(1) });
    expect(() => openTorch(path)).toThrow("found 2 pickles in the archive, expected one data.pkl");
  });

  it("it is no archive", () => {
    writeFileSync(path, "version https://git-lfs.github.com/spec/v1");
    expect(() => openTorch(path)).toThrow("found no zip archive: it is truncated or no file of torch.save");
    writeFileSync(path, "");
    expect(() => openTorch(path)).toThrow(UserError);
  });

  it("its directory is large", () => {
    writeTorch(path, data);
    const whole = readFileSync(path);
    const begin = whole.indexOf("PK\x01\x02");
    const file = openSync(path, "w");
    ftruncateSync(file, begin + 2 ** 21);
    closeSync(file);
    const end = whole.subarray(whole.length - END);
    end.writeUInt32LE(2 ** 21, 12);
    writeFileSync(path, Buffer.concat([whole.subarray(0, begin), Buffer.alloc(2 ** 21), end]));
    expect(() => openTorch(path)).toThrow("a zip directory of 2097152 bytes, expected at most 1048576");
  });
});
