import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openObjectStore } from "../src/index.ts";
import { temporaryFolder } from "./contract.ts";

it("runs the README's example", async () => {
  const [root, address] = [temporaryFolder(), temporaryFolder()];
  const { signal } = new AbortController();
  const store = openObjectStore(address, { root, environment: process.env });
  await store.store("0f3a/run.json", Buffer.from('{"status":"finished"}'), signal);
  await store.store("0f3a/files/model", { file: join(import.meta.dirname, "readme.test.ts") }, signal);
  const keys = await store.list("0f3a/", signal);
  const record = await store.read("0f3a/run.json", signal);
  const isThere = await store.fetch("0f3a/files/model", join(root, "model.safetensors"), signal);
  expect(keys).toEqual(["0f3a/files/model", "0f3a/run.json"]);
  expect(Buffer.from(record ?? []).toString()).toBe('{"status":"finished"}');
  expect(isThere).toBe(true);
  expect(readFileSync(join(root, "model.safetensors"), "utf8")).toContain("runs the README's example");
});
