import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";
import { expect, it, onTestFinished } from "vitest";

const PACKAGE = join(import.meta.dirname, "..");

it("CONTRIBUTING.md's loss passes, copied into the package as it stands", { tags: ["slow"] }, () => {
  const copy = copyOfPackage();
  const guide = readFileSync(join(workspaceRoot, "CONTRIBUTING.md"), "utf8");
  const blocks = [...guide.matchAll(/```ts\n\/\/ packages\/losses\/(.*)\n([\s\S]*?)```/g)];
  const files = blocks.map(([, file = "", code = ""]) => {
    // Of a file that is there, a block is a line more.
    (existsSync(join(copy, file)) ? appendFileSync : writeFileSync)(join(copy, file), code);
    return file;
  });
  expect(files).toEqual(["src/log-cosh-loss.ts", "src/log-cosh-loss.test.ts", "src/index.ts"]);
  expect(run(copy, "vitest/vitest.mjs", "run", "src/log-cosh-loss.test.ts")).toMatch(/Tests +\d+ passed \(\d+\)/);
  run(copy, "typescript/bin/tsc", "--noEmit");
});

function copyOfPackage(): string {
  const copy = mkdtempSync(join(tmpdir(), "contributing-"));
  onTestFinished(() => {
    rmSync(copy, { recursive: true });
  });
  for (const name of ["package.json", "tsconfig.json", "vitest.config.mjs", "src", "test", "fixtures"]) {
    cpSync(join(PACKAGE, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(PACKAGE, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** What a program prints that succeeds. */
function run(cwd: string, program: string, ...argv: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(PACKAGE, "node_modules", program), ...argv], {
    cwd,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
    encoding: "utf8",
  });
  expect(status, stdout + stderr).toBe(0);
  return stdout;
}
