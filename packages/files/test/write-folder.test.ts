import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { createFolder, replaceFolder, settleFolders, thisProcess } from "../src/index.ts";

const program = fileURLToPath(new URL("replace-folder-process.ts", import.meta.url));

/** It is gone when the test is. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "write-folder-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

const contentsOf = (folder: string): readonly string[] =>
  ["a", "b"].map((name) => readFileSync(join(folder, name), "utf8"));

/** Replace a folder in a process of its own; undefined where it was killed at the point. */
function replaceIn(parent: string, content: string, point: number): number | undefined {
  try {
    const argv = ["--import", "tsx", program, join(parent, "made"), content, String(point)];
    return Number(execFileSync(process.execPath, argv, { encoding: "utf8", stdio: "pipe" }));
  } catch (error) {
    if (error instanceof Error && "signal" in error && error.signal === "SIGKILL") return undefined;
    throw error;
  }
}

// What is known at once of a killed process is known from /proc.
it.runIf(process.platform === "linux")(
  "a process that is killed at any point leaves the old folder or the new one, whole, to whoever looks next",
  { tags: ["slow"] },
  () => {
    const calls = replaceIn(temporaryFolder(), "new", 0) ?? 0;
    expect(calls).toBeGreaterThan(7);
    const left: string[] = [];
    for (let point = 1; point <= calls + 1; point++) {
      const parent = temporaryFolder();
      mkdirSync(join(parent, "made"));
      for (const name of ["a", "b"]) writeFileSync(join(parent, "made", name), "old");
      replaceIn(parent, "new", point);
      // Also to whoever looks without clearing away first.
      expect(existsSync(join(parent, "made/a"))).toBe(true);
      settleFolders(parent);
      const found = contentsOf(join(parent, "made"));
      expect(new Set(found).size).toBe(1);
      left.push(String(found[0]));
      const others = readdirSync(parent).filter((name) => name !== "made");
      // Killed before it said who it is: it is nobody's until a day has gone.
      if (others.length > 0) expect(existsSync(join(parent, String(others[0]), "owner.json"))).toBe(false);
    }
    expect(left.indexOf("new")).toBeGreaterThan(left.lastIndexOf("old"));
    expect(left).toContain("old");
  },
);

const OWNER = "owner.json";
const staging = (parent: string, owner: unknown): string => {
  const folder = join(parent, `made.${"0".repeat(8)}-0000-4000-8000-${"0".repeat(12)}.tmp`);
  mkdirSync(join(folder, "former"), { recursive: true });
  for (const name of ["a", "b"]) writeFileSync(join(folder, "former", name), "old");
  writeFileSync(join(folder, OWNER), JSON.stringify(owner));
  return folder;
};

it("leaves alone what a process works on that may live, and clears it away after a day", () => {
  const parent = temporaryFolder();
  const folder = staging(parent, thisProcess());
  settleFolders(parent);
  expect(existsSync(folder)).toBe(true);
  const before = new Date(Date.now() - 2 * 86_400_000);
  utimesSync(folder, before, before);
  settleFolders(parent);
  expect(contentsOf(join(parent, "made"))).toEqual(["old", "old"]);
  expect(readdirSync(parent)).toEqual(["made"]);
});

it("nothing of a folder that is being made is added to git", async () => {
  const parent = temporaryFolder();
  const git = (...args: readonly string[]): string => execFileSync("git", args, { cwd: parent, encoding: "utf8" });
  git("init", "--quiet");
  await createFolder(join(parent, "made"), (folder) => {
    writeFileSync(join(folder, "a"), "");
    git("add", "--all");
    expect(git("ls-files")).toBe("");
  });
  git("add", "--all");
  expect(git("ls-files")).toBe("made/a\n");
});

it("leaves the folder that is there where the next one cannot be made", async () => {
  const parent = temporaryFolder();
  const target = join(parent, "made");
  await replaceFolder(target, (folder) => {
    for (const name of ["a", "b"]) writeFileSync(join(folder, name), "old");
  });
  await expect(replaceFolder(target, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(contentsOf(target)).toEqual(["old", "old"]);
  await expect(createFolder(target, () => undefined)).rejects.toThrow(/is there already/);
  expect(readdirSync(parent)).toEqual(["made"]);
});
