import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { installTensorflow } from "./install-tensorflow.ts";

const compiler = { "c++": "" };
/** Answers `--version`; when it is asked to download it does this. */
const pip = (script: string): Readonly<Record<string, string>> => ({
  python3: `case "$*" in *--version) exit 0;; esac\n${script}`,
});

/** Install into a folder of its own, with no other programs than these. */
function install(programs: Readonly<Record<string, string>>, wheel?: string) {
  const root = mkdtempSync(join(tmpdir(), "tensorflow-"));
  vi.stubEnv("PATH", join(root, "bin"));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true });
  });
  mkdirSync(join(root, "bin"));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(root, "bin", name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(root, "bin", name), 0o755);
  }
  if (wheel !== undefined) writeFileSync(join(root, wheel), "no wheel");
  const said: string[] = [];
  const say = (line: string): void => {
    said.push(line);
  };
  const { signal } = new AbortController();
  const path = wheel === undefined ? {} : { wheel: join(root, wheel) };
  return { root, said, installing: installTensorflow({ root, variant: "cpu", say, signal, ...path }) };
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
    const download = 'while [ "$1" != --dest ]; do shift; done; echo other > "$2/downloaded.whl"';
    const { root, installing } = install({ ...compiler, ...pip(download) }, wheel);
    await expect(installing).rejects.toThrow(/(downloaded|given)\.whl: found SHA-256 .*, expected 2b847d21/);
    expect(existsSync(join(root, "runtimes/tensorflow-2.21.0"))).toBe(false);
  });
});
