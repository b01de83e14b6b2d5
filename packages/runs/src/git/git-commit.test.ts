import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { commitNote, gitCommit } from "./git-commit.ts";
import { SENT_COMMIT, sentCommitFile } from "./sent-commit.ts";

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), "commit-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  return root;
}

it("is unknown where git cannot be read, and says so", async () => {
  const commit = await gitCommit(folder());
  expect(commit).toBe("unknown");
  expect(commitNote(commit)).toMatch(/git cannot be read here/);
});

it("is dirty where a file differs that something is built from", async () => {
  const root = folder();
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root, stdio: "pipe" });
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
  git("init", "--quiet");
  git(...identity, "commit", "--quiet", "--allow-empty", "--message", "one");
  mkdirSync(join(root, "submissions"));
  writeFileSync(join(root, "submissions/why.md"), "");
  const clean = await gitCommit(root);
  expect(clean).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{40}$/) as unknown, dirty: false });
  expect(commitNote(clean)).toBeUndefined();
  writeFileSync(join(root, "notes.txt"), "");
  expect(await gitCommit(root)).toMatchObject({ dirty: true });
});

it("is the one that a workspace was sent from, where its history did not come along", async () => {
  const root = folder();
  const commit = { hash: "0f3a".repeat(10), dirty: true };
  writeFileSync(join(root, SENT_COMMIT), sentCommitFile(commit));
  expect(await gitCommit(root)).toEqual(commit);
  writeFileSync(join(root, SENT_COMMIT), "{}");
  await expect(gitCommit(root)).rejects.toThrow(/\.dalmeum-commit\.json.*send the workspace again/);
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  expect(await gitCommit(root)).toBe("unknown");
});
