import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Commit } from "../record/run-record.ts";
import { sentCommit } from "./sent-commit.ts";

const execute = promisify(execFile);

/** The ledger of submissions, which nothing is built from. */
const NOT_BUILT_FROM = ":(exclude,top)submissions";

/**
 * The commit that stands in a folder, or that it was sent from; unknown without git, or where git refuses to read the folder.
 * @throws UserError where what tells of the sending is damaged.
 */
export async function gitCommit(root: string): Promise<Commit> {
  const sent = sentCommit(root);
  if (sent !== undefined) return sent;
  try {
    const git = async (...args: string[]): Promise<string> => (await execute("git", args, { cwd: root })).stdout.trim();
    return {
      hash: await git("rev-parse", "HEAD"),
      dirty: (await git("status", "--porcelain", "--", ".", NOT_BUILT_FROM)) !== "",
    };
  } catch {
    return "unknown";
  }
}

/** What whoever trains should know of the commit that a record is to name; undefined where there is nothing to say. */
export function commitNote(commit: Commit): string | undefined {
  if (commit !== "unknown") return undefined;
  return "git cannot be read here, so the run names no commit; `git status` says why";
}

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** Whether a commit is there, be it in the history or not. */
export async function hasCommit(root: string, hash: string): Promise<boolean> {
  return (await gitOutput(root, ["cat-file", "-e", `${hash}^{commit}`], hash)) !== undefined;
}

/** Whether a commit is in the history of the one that stands in a folder. */
export async function isAncestor(root: string, hash: string): Promise<boolean> {
  return (await gitOutput(root, ["merge-base", "--is-ancestor", hash, "HEAD"], hash)) !== undefined;
}

/** Paths of the files of a folder as a commit has it, relative to the root; none of a commit that is not there. */
export async function filesAt(root: string, hash: string, folder: string): Promise<readonly string[]> {
  const listed = await gitOutput(root, ["ls-tree", "-r", "-z", "--name-only", hash, "--", folder], hash);
  return (listed ?? "").split("\0").filter((file) => file !== "");
}

/** A file's text as a commit has it; undefined where there is no such file or commit. */
export async function fileAt(root: string, hash: string, file: string): Promise<string | undefined> {
  return gitOutput(root, ["show", `${hash}:./${file}`], hash);
}

async function gitOutput(root: string, command: readonly string[], hash: string): Promise<string | undefined> {
  if (!COMMIT.test(hash)) return undefined;
  try {
    return (await execute("git", command, { cwd: root })).stdout;
  } catch {
    return undefined;
  }
}
