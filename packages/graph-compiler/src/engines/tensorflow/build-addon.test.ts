import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { buildTensorflowAddon, findCompiler } from "./build-addon.ts";

const { signal } = new AbortController();

/** A PATH of one folder that holds one program. */
function onlyOnPath(name: string, script: string): void {
  const folder = mkdtempSync(join(tmpdir(), "compiler-"));
  vi.stubEnv("PATH", folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

it("finds a compiler by any of its names, and says what is missing where there is none", async () => {
  onlyOnPath("clang++", "");
  expect(await findCompiler(signal)).toBe("clang++");
  onlyOnPath("ls", "");
  await expect(findCompiler(signal)).rejects.toThrow(
    /found no C\+\+ compiler \(tried c\+\+, g\+\+, clang\+\+\).*apt-get install g\+\+/,
  );
});

it("tells what the compiler said of an addon that it could not build", async () => {
  onlyOnPath("g++", "echo 'fatal error: tensorflow/c/c_api.h: No such file' >&2; exit 1");
  const building = buildTensorflowAddon({
    ...{ name: "@tensorflow/tfjs-node", compiler: "g++", headers: "/none", addon: "/none/addon.node", signal },
  } as const);
  await expect(building).rejects.toThrow(/g\+\+ could not build .*tfjs-node: .*tensorflow\/c\/c_api\.h: No such file/s);
});
