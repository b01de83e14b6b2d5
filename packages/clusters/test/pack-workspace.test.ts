import { execFileSync } from "node:child_process";
import { rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderOf } from "@dalmeum/testing";
import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { packWorkspace } from "../src/index.ts";

function workspace(): string {
  const files = { ".gitignore": "runs/\n", "a.ts": "1", "gone.ts": "2", "runs/one.csv": "3", "한글.txt": "닮음" };
  const root = folderOf(files);
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  execFileSync("git", ["add", "--all"], { cwd: root });
  return root;
}

it("holds what git knows or would add, as it lies now", async () => {
  const root = workspace();
  rmSync(join(root, "gone.ts"));
  writeFileSync(join(root, "a.ts"), "edited");
  writeFileSync(join(root, "new.ts"), "new");
  const { archive, files } = await packWorkspace(root, { "added.json": Buffer.from("{}") });
  const unpacked = Object.entries(unzipSync(archive)).map(([path, bytes]) => [path, strFromU8(bytes)]);
  expect(Object.fromEntries(unpacked)).toEqual({
    ".gitignore": "runs/\n",
    "a.ts": "edited",
    "added.json": "{}",
    "new.ts": "new",
    "한글.txt": "닮음",
  });
  expect([...files].toSorted()).toEqual([".gitignore", "a.ts", "added.json", "new.ts", "한글.txt"]);
});

it("is named after its content alone", async () => {
  const root = workspace();
  const before = await packWorkspace(root);
  utimesSync(join(root, "a.ts"), 1, 1);
  expect((await packWorkspace(root)).sha256).toBe(before.sha256);
  writeFileSync(join(root, "a.ts"), "2");
  expect((await packWorkspace(root)).sha256).not.toBe(before.sha256);
});

it("says what is large where it is too large to send, and that git has to list it", async () => {
  const root = workspace();
  writeFileSync(join(root, "weights.bin"), Buffer.alloc(5_000_000));
  await expect(packWorkspace(root, {}, 1_000_000)).rejects.toThrow(
    /found 5\.0 MB .* expected 1\.0 MB at most; its largest files:\n {2}weights\.bin: 5\.0 MB\n/,
  );
  await expect(packWorkspace(folderOf({}))).rejects.toThrow(/git cannot list its files/);
});
