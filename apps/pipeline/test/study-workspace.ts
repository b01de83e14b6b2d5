import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const EXPERIMENTS = ["added-pairs", "binary-head", "loss-mixture"];
const READ = ["datasets/korsts", "checkpoints/e5-small-ko"];

/** The study on KorSTS, relative to the workspace root. */
export const STUDY = "docs/studies/korsts";

/**
 * A fresh workspace of the study's experiments, with its archive of runs unpacked; whoever makes it removes it.
 * @param workspaceRoot whose experiments and data they are.
 */
export function makeStudyWorkspace(workspaceRoot: string): string {
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
  execFileSync("tar", ["-xzf", join(workspaceRoot, STUDY, "runs.tar.gz"), "-C", root]);
  return root;
}
