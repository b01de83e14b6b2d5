import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openObjectStore } from "@dalmeum/object-stores";
import { describeObjectStore, expectFailure } from "@dalmeum/object-stores/contract";
import { describeRunStore } from "@dalmeum/runs/contract";
import { beforeAll, expect, it } from "vitest";
import { createStorage, type Later, startServer } from "./server.ts";

const { signal } = new AbortController();
const TOKEN = "token-0f3a9b2c7d1e";
const open = (url: string, changes: Readonly<Record<string, string>> = {}, patience = 10_000) => {
  const environment = { TURBO_API: url, TURBO_TEAM: "team_dalmeum", TURBO_TOKEN: TOKEN, ...changes };
  return openObjectStore("cache", { root: "/", environment, patience });
};
const start = (changes: Readonly<Record<string, string>> = {}) =>
  startServer({ TURBO_TOKEN: TOKEN, STORAGE_PATH: createStorage(), ...changes });

let shared = "";
let teams = 0;

beforeAll(async () => {
  const storage = mkdtempSync(join(tmpdir(), "cache-"));
  const stops: Parameters<Later>[0][] = [];
  shared = await startServer({ TURBO_TOKEN: TOKEN, STORAGE_PATH: storage }, (stop) => stops.push(stop));
  return async () => {
    for (const stop of stops) await stop();
    rmSync(storage, { recursive: true });
  };
}, 60_000);

describeObjectStore("the cache server", {
  open: () => open(shared, { TURBO_TEAM: `team_${teams++}` }),
  lists: false,
  openAt: (url) => open(url, {}, 500),
  secret: TOKEN,
});

describeRunStore("the cache server", () => open(shared, { TURBO_TEAM: `team_${teams++}` }));

it("says what it takes, where an object is larger", async () => {
  const store = open(await start({ BODY_LIMIT: "1000" }));
  await store.store("small", Buffer.alloc(1000), signal);
  await expectFailure(
    store.store("large", Buffer.alloc(1001), signal),
    "it answered 413 to 1001 bytes: more than it takes",
  );
  await expectFailure(store.store("large", Buffer.alloc(30 * 2 ** 20), signal), "31457280 bytes");
  await expectFailure(
    store.store("large", Buffer.alloc(30 * 2 ** 20), signal),
    "more than it takes; raise its BODY_LIMIT",
  );
  expect(await store.has("large", signal)).toBe(false);
});

it("says that it does not know a token, and that it only reads", async () => {
  const url = await start({ READ_ONLY: "true" });
  const message = await expectFailure(
    open(url, { TURBO_TOKEN: "guess-77" }).has("key", signal),
    "it does not know TURBO_TOKEN",
  );
  expect(message).not.toContain("guess-77");
  await expectFailure(open(url).store("key", Buffer.from("bytes"), signal), "READ_ONLY");
});
