import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OTHER_WHEEL, pip, plantPrograms } from "../test/planted.ts";
import { installTensorflow } from "./install-tensorflow.ts";

const compiler = { "c++": "" };

function install(programs: Readonly<Record<string, string>>, wheel?: string) {
  const { root, said, options } = plantPrograms(programs, wheel);
  return { root, said, installing: installTensorflow({ ...options, variant: "cpu" }) };
}

describe.runIf(process.platform === "linux" && process.arch === "x64")("installing TensorFlow", () => {
  it("asks for a C++ compiler before it downloads anything", async () => {
    const { said, installing } = install(pip("exit 1"));
    await expect(installing).rejects.toThrow(/found no C\+\+ compiler .*install one, on Debian and Ubuntu/);
    expect(said).toEqual([]);
  });

  it("says what pip said where there is no network, and how to do without", async () => {
    const { installing } = install({ ...compiler, ...pip("echo 'ERROR: No matching distribution found' >&2; exit 1") });
    await expect(installing).rejects.toThrow(
      /pip could not download tensorflow-cpu==[\d.]+: ERROR: No matching distribution found\n.*--wheel <file>/,
    );
  });

  it.each([
    ["that pip downloaded", undefined],
    ["that was given", "given.whl"],
  ])("refuses another wheel %s, and leaves nothing", async (_case, wheel) => {
    const { root, installing } = install({ ...compiler, ...pip(OTHER_WHEEL) }, wheel);
    await expect(installing).rejects.toThrow(/(downloaded|given)\.whl: found SHA-256 .*, expected 2b847d21/);
    expect(existsSync(join(root, "runtimes/tensorflow-2.21.0"))).toBe(false);
  });
});
