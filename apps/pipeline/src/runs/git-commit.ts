import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** The commit that stands in a folder, and whether files differ from it; "unknown" without git. */
export async function gitCommit(root: string): Promise<{ readonly hash: string; readonly dirty: boolean }> {
  try {
    const git = async (...args: string[]): Promise<string> => (await execute("git", args, { cwd: root })).stdout.trim();
    return { hash: await git("rev-parse", "HEAD"), dirty: (await git("status", "--porcelain")) !== "" };
  } catch {
    return { hash: "unknown", dirty: false };
  }
}

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** Whether a commit is in the history of the one that stands in a folder. */
export async function isAncestor(root: string, hash: string): Promise<boolean> {
  if (!COMMIT.test(hash)) return false;
  try {
    await execute("git", ["merge-base", "--is-ancestor", hash, "HEAD"], { cwd: root });
    return true;
  } catch {
    return false;
  }
}
