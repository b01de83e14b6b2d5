import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";

const EXPERIMENTS = ["added-pairs", "binary-head", "loss-mixture"];
const READ = ["datasets/korsts", "checkpoints/e5-small-ko"];

/** A fresh workspace of a study's experiments, with its archive of runs unpacked; whoever makes it removes it. */
export function makeStudyWorkspace(study: string): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "study-")));
  writeFileSync(join(root, "pnpm-workspace.yaml"), "packages: []\n");
  const copied = [...EXPERIMENTS.map((name) => `experiments/${name}`), ...READ];
  for (const folder of copied) {
    const from = join(workspaceRoot, folder);
    // Runs of the workspace itself would be evidence too.
    const filter = (path: string): boolean => !["node_modules", "runs"].includes(basename(path));
    cpSync(from, join(root, folder), { recursive: true, filter });
    symlinkSync(join(from, "node_modules"), join(root, folder, "node_modules"));
  }
  execFileSync("tar", ["-xzf", join(workspaceRoot, study, "runs.tar.gz"), "-C", root]);
  return root;
}
