import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { packWorkspace, type PackedWorkspace } from "../../src/index.ts";

const noteSchema = z.object({
  name: z.string(),
  what: z.enum(["described", "begins", "stopped", "stored"]),
  at: z.number(),
  pid: z.number(),
  reference: z.string(),
  identity: z.string().optional(),
});
export type Note = z.infer<typeof noteSchema>;

export interface StandIn {
  readonly root: string;
  /** For its processes, on whichever node. */
  readonly shared: string;
  readonly workspace: PackedWorkspace;
  /** What its processes have noted, oldest first. */
  notes(): readonly Note[];
  remove(): void;
}

/** A workspace whose program speaks the nodes' protocol and trains nothing. */
export async function standInWorkspace(setup = "node --version"): Promise<StandIn> {
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-stand-in-"));
  const [root, shared] = [join(folder, "workspace"), join(folder, "shared")];
  mkdirSync(join(root, "apps/pipeline/bin"), { recursive: true });
  mkdirSync(shared);
  writeFileSync(join(root, "package.json"), JSON.stringify({ private: true, scripts: { setup } }));
  writeFileSync(join(root, "pnpm-lock.yaml"), "lockfileVersion: '9.0'\n");
  cpSync(join(import.meta.dirname, "stand-in/dalmeum.mjs"), join(root, "apps/pipeline/bin/dalmeum.mjs"));
  writeFileSync(join(root, ".gitignore"), "node_modules/\n");
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  return {
    root,
    shared,
    workspace: await packWorkspace(root),
    notes() {
      const path = join(shared, "notes");
      const lines = existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
      return lines.map((line) => noteSchema.parse(JSON.parse(line)));
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
