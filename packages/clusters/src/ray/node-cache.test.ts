import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { type NodeCache, openNodeCache } from "./node-cache.ts";

const ADDRESS = "http://127.0.0.1:8265";
const MINUTE_MS = 60_000;

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => vi.useRealTimers());

function workspace(): { readonly folder: string; open(lock?: string, address?: string): NodeCache } {
  const root = mkdtempSync(join(tmpdir(), "node-cache-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  return {
    folder: join(root, "node_modules/.cache/dalmeum/clusters"),
    open(lock = "lockfileVersion: '9.0'\n", address = ADDRESS) {
      const archive = zipSync({ "pnpm-lock.yaml": strToU8(lock) });
      return openNodeCache(root, address, { archive, files: new Set(["pnpm-lock.yaml"]), sha256: "any" });
    },
  };
}

it("knows for an hour what a node said", () => {
  const { open } = workspace();
  open().set(new Map([["one", "of one"]]));
  vi.advanceTimersByTime(59 * MINUTE_MS);
  expect(open().get("one")).toBe("of one");
  expect(open().get("two")).toBeUndefined();
  open().set(new Map([["two", "of two"]]));
  vi.advanceTimersByTime(2 * MINUTE_MS);
  expect(open().get("one")).toBeUndefined();
  expect(open().get("two")).toBe("of two");
});

it("asks again where packages are others, or another cluster is meant", () => {
  const { open } = workspace();
  open().set(new Map([["one", "of one"]]));
  expect(open("lockfileVersion: '10.0'\n").get("one")).toBeUndefined();
  expect(open(undefined, "http://127.0.0.1:8266").get("one")).toBeUndefined();
  expect(open().get("one")).toBe("of one");
});

it.each(["", "{", '{"one": 1}', "[]"])("takes a file that holds %j as none", (content) => {
  const { folder, open } = workspace();
  open().set(new Map([["one", "of one"]]));
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), content);
  expect(open().get("one")).toBeUndefined();
  open().set(new Map([["one", "anew"]]));
  expect(open().get("one")).toBe("anew");
});
