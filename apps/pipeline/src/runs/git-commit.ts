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
