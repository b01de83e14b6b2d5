import { mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { openObjectStore } from "../src/index.ts";
import { describeObjectStore, expectFailure, temporaryFolder } from "./contract.ts";

const { signal } = new AbortController();
const open = (address: string, root = "/") => openObjectStore(address, { root, environment: {} });

describeObjectStore("a folder", { open: () => open(temporaryFolder()), lists: true });

it("is a path in the workspace, an absolute one, or a file URL", async () => {
  const root = temporaryFolder();
  const folder = join(root, "team runs");
  mkdirSync(folder);
  await open("team runs", root).store("key", Buffer.from("bytes"), signal);
  for (const address of [folder, pathToFileURL(folder).href]) {
    expect(open(address).place).toBe(folder);
    expect(await open(address).has("key", signal)).toBe(true);
  }
});

it("is not made where it is not there: a drive may not be mounted", async () => {
  const root = temporaryFolder();
  writeFileSync(join(root, "file"), "");
  await expectFailure(open("none", root).store("key", Buffer.from(""), signal), `mkdir -p ${join(root, "none")}`);
  await expectFailure(open("file", root).has("key", signal), "found a file, expected a folder");
  expect(readdirSync(root)).toEqual(["file"]);
});

it("shows neither what writers have left behind, nor links", async () => {
  const folder = temporaryFolder();
  const store = open(folder);
  await store.store("run/files/1", Buffer.from("bytes"), signal);
  writeFileSync(join(folder, "run/.0f3a.tmp"), "half");
  writeFileSync(join(folder, "run/README.md"), "of the team");
  symlinkSync("/etc/passwd", join(folder, "run/link"));
  symlinkSync(folder, join(folder, "loop"));
  expect(await store.list("", signal)).toEqual(["run/files/1"]);
  expect(await store.read("run/link", signal)).toBeUndefined();
  expect(await store.has("run/link", signal)).toBe(false);
});

it("leaves no file of a store that ended early", async () => {
  const [folder, file] = [temporaryFolder(), join(temporaryFolder(), "large")];
  writeFileSync(file, "");
  truncateSync(file, 500 * 2 ** 20);
  const ending = new AbortController();
  const storing = open(folder).store("key", { file }, ending.signal);
  await expect.poll(() => readdirSync(folder), { interval: 1 }).toHaveLength(1);
  ending.abort();
  await expect(storing).rejects.toThrow("aborted");
  expect(readdirSync(folder)).toEqual([]);
});
