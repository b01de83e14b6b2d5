import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { commitNote, gitCommit } from "./git-commit.ts";

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
