import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { expect, it, onTestFinished } from "vitest";
import { sha256 } from "../runs/hash.ts";
import { installWheel } from "./install-wheel.ts";

const libraries = /^some\/libs\/(lib\w+\.so[.\d]*)$/;
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

it("unpacks the libraries and nothing else, in place of what was there", () => {
  const { folder, wheel, target } = inFolder();
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "old"), "");
  expect(installWheel({ wheel, target, libraries, sha256: sha256(content) })).toEqual(["liba.so.1", "libb.so"]);
  expect(readdirSync(target)).toEqual(["liba.so.1", "libb.so"]);
  expect(readFileSync(join(target, "liba.so.1"), "utf8")).toBe("a");
  expect(readdirSync(folder)).toEqual(["runtimes", "some.whl"]);
});

it("refuses another file, one without libraries, and none", () => {
  const { wheel, target } = inFolder();
  const install = (changed: object) => (): unknown =>
    installWheel({ wheel, target, libraries, sha256: sha256(content), ...changed });
  expect(install({ sha256: "0".repeat(64) })).toThrow(/some\.whl: found SHA-256 .*, expected 0000/);
  expect(install({ libraries: /^(nothing)$/ })).toThrow("found none of the libraries");
  expect(install({ wheel: `${wheel}.none` })).toThrow("there is no such file");
  expect(existsSync(target)).toBe(false);
});
