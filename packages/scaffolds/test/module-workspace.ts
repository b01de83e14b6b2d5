import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";
import { onTestFinished } from "vitest";

const COPIED = ["src", "test", "fixtures", "package.json"];

/** A workspace with copies of some packages, whose dependencies are this workspace's; removed when the test ends. */
export function copyPackages(folders: readonly string[]): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "scaffolds-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  writeFileSync(join(root, "pnpm-workspace.yaml"), "packages: []\n");
  cpSync(join(workspaceRoot, ".prettierrc.json"), join(root, ".prettierrc.json"));
  for (const folder of folders) {
    const [from, to] = [join(workspaceRoot, folder), join(root, folder)];
    for (const name of COPIED) {
      if (existsSync(join(from, name))) cpSync(join(from, name), join(to, name), { recursive: true });
    }
    mkdirSync(to, { recursive: true });
    symlinkSync(join(from, "node_modules"), join(to, "node_modules"));
  }
  return root;
}
