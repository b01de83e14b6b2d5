import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { expect, it, onTestFinished } from "vitest";
import { replaceFolder, sha256 } from "@dalmeum/files";
import { unpackWheel } from "./unpack-wheel.ts";

const files = /^some\/(libs\/lib\w+\.so[.\d]*)$/;
const content = zipSync({
  "some/libs/liba.so.1": strToU8("a"),
  "some/libs/libb.so": strToU8("b"),
  "some/libs/../../../evil.so": strToU8("evil"),
  "some/readme.txt": strToU8("no library"),
});

function inFolder(): { readonly wheel: string; readonly target: string; readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "wheel-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, "some.whl"), content);
  return { folder, wheel: join(folder, "some.whl"), target: join(folder, "runtimes/some-1") };
}

it("unpacks the files and nothing else, in place of what was there", async () => {
  const { folder, wheel, target } = inFolder();
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "old"), "");
  const unpack = (staging: string): readonly string[] =>
    unpackWheel({ wheel, files, sha256: sha256(content), folder: staging });
  expect(await replaceFolder(target, unpack)).toEqual(["libs/liba.so.1", "libs/libb.so"]);
  expect(readdirSync(target)).toEqual(["libs"]);
  expect(readdirSync(join(target, "libs"))).toEqual(["liba.so.1", "libb.so"]);
  expect(readFileSync(join(target, "libs/liba.so.1"), "utf8")).toBe("a");
  expect(readdirSync(folder)).toEqual(["runtimes", "some.whl"]);
});

it("refuses another file, one without the files, and none, and leaves what was there", async () => {
  const { wheel, target } = inFolder();
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "old"), "");
  const install = (changed: object): Promise<unknown> =>
    replaceFolder(target, (folder) => unpackWheel({ wheel, files, sha256: sha256(content), folder, ...changed }));
  await expect(install({ sha256: "0".repeat(64) })).rejects.toThrow(/some\.whl: found SHA-256 .*, expected 0000/);
  await expect(install({ files: /^(nothing)$/ })).rejects.toThrow("found none of the files");
  await expect(install({ wheel: `${wheel}.none` })).rejects.toThrow("there is no such file");
  expect(readdirSync(join(target, ".."))).toEqual(["some-1"]);
  expect(readdirSync(target)).toEqual(["old"]);
});
