import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../test/temporary-folder.ts";
import { checkNewFile, checkOutputFolder } from "./check-writable.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, "folder"));
  writeFileSync(join(folder, "file"), "theirs");
  symlinkSync("nowhere", join(folder, "link"));
  return () => {
    // Nothing is left of a check.
    expect(readdirSync(folder).toSorted()).toEqual(["file", "folder", "link"]);
  };
});

describe("a new file", () => {
  it("may be made where nothing is", () => {
    checkNewFile(join(folder, "folder/new.csv"));
  });

  it.each(["file", "folder", "link"])("is refused where a %s is", (name) => {
    expect(() => {
      checkNewFile(join(folder, name));
    }).toThrow(`${name}: is there already, and is not overwritten; name another file`);
  });

  it.each([
    ["none/new.csv", "none: there is no such file or folder (ENOENT)"],
    ["file/new.csv", "file: found a file, expected a folder to write into"],
  ])("is refused at %s", (path, message) => {
    expect(() => {
      checkNewFile(join(folder, path));
    }).toThrow(message);
  });
});

describe("a folder to write into", () => {
  it.each(["folder", "folder/new", "new/of/several"])("may be %s", (path) => {
    checkOutputFolder(join(folder, path));
  });

  it.each(["file", "file/new", "file/of/several"])("may not be %s", (path) => {
    expect(() => {
      checkOutputFolder(join(folder, path));
    }).toThrow(/file: found a file, expected a folder|a part of the path is a file/);
  });

  // Root may write anywhere.
  it.skipIf(process.getuid?.() === 0 || process.platform === "win32")("may not be one of another's", () => {
    chmodSync(join(folder, "folder"), 0o500);
    expect(() => {
      checkOutputFolder(join(folder, "folder/new"));
    }).toThrow("folder: this user may not do that there (EACCES)");
  });
});
