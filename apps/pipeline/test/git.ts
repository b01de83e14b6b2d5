import { execFileSync } from "node:child_process";

/** A .gitignore as a workspace has it. */
export const IGNORED = "node_modules\nexperiments/*/runs/\nexperiments/*/submission*/\n";

/** Run git in a folder, as nobody in particular. */
export function git(root: string, ...args: readonly string[]): string {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...args], { cwd: root, encoding: "utf8", stdio: "pipe" });
}

export function commitAll(root: string, message: string): void {
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message", message);
}

/** Put a workspace under git, as it is. */
export function initialise(root: string): void {
  git(root, "init", "--quiet", "--initial-branch=main");
  commitAll(root, "one");
}
