import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { describe, expect, it, onTestFinished } from "vitest";
import { unpackArchive } from "./unpack-archive.ts";

/** The folder stands in another, which stays as it is. */
function folders(): { readonly outside: string; readonly folder: string } {
  const outside = mkdtempSync(join(tmpdir(), "dalmeum-unpack-"));
  onTestFinished(() => {
    rmSync(outside, { recursive: true });
  });
  return { outside, folder: join(outside, "workspace") };
}

const text = (content: string): Uint8Array => Buffer.from(content);

describe("unpackArchive", () => {
  it("writes files where they belong", () => {
    const { folder } = folders();
    unpackArchive(zipSync({ "package.json": text("{}"), "실험/a b.ts": text("1") }), folder);
    expect(readFileSync(join(folder, "실험/a b.ts"), "utf8")).toBe("1");
    expect(readdirSync(folder)).toEqual(["package.json", "실험"]);
  });

  it.each([
    ["../outside.txt"],
    ["a/../../outside.txt"],
    ["/outside.txt"],
    ["a//b"],
    ["./a"],
    ["..\\outside.txt"],
    ["C:/outside.txt"],
    ["a/"],
    ["a\0b"],
  ])("refuses %j, and writes nothing", (path) => {
    const { outside, folder } = folders();
    expect(() => {
      unpackArchive(zipSync({ "first.txt": text("1"), [path]: text("2") }), folder);
    }).toThrow(`found ${JSON.stringify(path)}, expected a path inside the workspace`);
    expect(readdirSync(outside)).toEqual([]);
  });

  it("refuses more than a workspace holds before it inflates it", () => {
    const { folder } = folders();
    const archive = zipSync({ "large.bin": text("1") });
    // The size that the central directory declares.
    const entry = Buffer.from(archive.buffer).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    Buffer.from(archive.buffer).writeUInt32LE(2 ** 30 + 1, entry + 24);
    expect(() => {
      unpackArchive(archive, folder);
    }).toThrow("expected 100000 files of 1024 MiB in all at most");
  });

  it("gives a file no more room than it declares", () => {
    const { folder } = folders();
    const archive = zipSync({ "large.bin": new Uint8Array(1e6) });
    const entry = Buffer.from(archive.buffer).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    Buffer.from(archive.buffer).writeUInt32LE(10, entry + 24);
    try {
      unpackArchive(archive, folder);
      expect(readFileSync(join(folder, "large.bin")).length).toBeLessThanOrEqual(10);
    } catch (error) {
      expect(String(error)).toContain("the workspace's archive cannot be unpacked");
    }
  });

  it("refuses what is no archive", () => {
    const { folder } = folders();
    expect(() => {
      unpackArchive(text("no archive"), folder);
    }).toThrow("the workspace's archive cannot be unpacked: invalid zip data");
    expect(existsSync(folder)).toBe(false);
  });
});
