import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { describe, expect, it, onTestFinished } from "vitest";
import { type ObjectStore, StoreError } from "../src/index.ts";
export { closedPort } from "./servers.ts";
import { closedPort, silentServer } from "./servers.ts";

export interface PlaceOnTrial {
  /** Open a place without objects, for one test. */
  readonly open: () => ObjectStore | Promise<ObjectStore>;
  /** Whether keys can be listed and objects removed. */
  readonly lists: boolean;
  /** The same kind of place at an address of HTTP, where it is reached by that; with patience for half a second. */
  readonly openAt?: (url: string) => ObjectStore;
  /** What must not be in any message. */
  readonly secret?: string;
}

const { signal } = new AbortController();
const RUN = "0b1c".repeat(16);
const small = Buffer.from('{"status":"finished"}');
const [large, other] = [pattern("large"), pattern("other")];

/** Registers the tests that every place must pass. */
export function describeObjectStore(name: string, { open, lists, openAt, secret = "no-secret" }: PlaceOnTrial): void {
  describe(`${name} keeps the contract of object stores`, () => {
    it("gives back what it got, small, large and empty, from memory and from a file", async () => {
      const [store, folder] = [await open(), temporaryFolder()];
      writeFileSync(join(folder, "large"), large);
      writeFileSync(join(folder, "empty"), "");
      await store.store(`${RUN}/run.json`, small, signal);
      await store.store(`${RUN}/files/large`, { file: join(folder, "large") }, signal);
      await store.store(`${RUN}/files/empty`, { file: join(folder, "empty") }, signal);

      expect(await store.has(`${RUN}/run.json`, signal)).toBe(true);
      expect(await store.read(`${RUN}/run.json`, signal)).toEqual(new Uint8Array(small));
      expect(await store.fetch(`${RUN}/files/large`, join(folder, "back"), signal)).toBe(true);
      expect(readFileSync(join(folder, "back")).equals(large)).toBe(true);
      expect(await store.has(`${RUN}/files/empty`, signal)).toBe(true);
      expect(await store.read(`${RUN}/files/empty`, signal)).toEqual(new Uint8Array());
      await expectFailure(store.read(`${RUN}/files/large`, signal), "fetch it into a file");
      expect(readdirSync(folder).toSorted()).toEqual(["back", "empty", "large"]);
    });

    it("has nothing under other keys, and makes no file of it", async () => {
      const [store, folder] = [await open(), temporaryFolder()];
      await store.store(`${RUN}/run.json`, small, signal);
      expect(await store.has(RUN, signal)).toBe(false);
      expect(await store.read(`${RUN}/run.json/more`, signal)).toBeUndefined();
      expect(await store.fetch(`${RUN}/run`, join(folder, "back"), signal)).toBe(false);
      expect(readdirSync(folder)).toEqual([]);
    });

    it("takes no more bytes than are expected, and then makes no file", async () => {
      const [store, folder] = [await open(), temporaryFolder()];
      await store.store("key", large, signal);
      await expectFailure(store.fetch("key", join(folder, "back"), signal, large.length - 1), "more than the");
      expect(readdirSync(folder)).toEqual([]);
      expect(await store.fetch("key", join(folder, "back"), signal, large.length)).toBe(true);
    });

    it("replaces an object", async () => {
      const store = await open();
      await store.store("key", large, signal);
      await store.store("key", small, signal);
      expect(await store.read("key", signal)).toEqual(new Uint8Array(small));
    });

    it("takes one object from two at once", async () => {
      const [store, folder] = [await open(), temporaryFolder()];
      await Promise.all([store.store("key", large, signal), store.store("key", large, signal)]);
      await store.fetch("key", join(folder, "back"), signal);
      expect(readFileSync(join(folder, "back")).equals(large)).toBe(true);
    });

    it("shows readers no part of what is being stored", async () => {
      const [store, folder] = [await open(), temporaryFolder()];
      await store.store("key", large, signal);
      const done = new AbortController();
      const storing = (async () => {
        for (const content of [other, large, other]) await store.store("key", content, signal);
        done.abort();
      })();
      let reads = 0;
      for (; !done.signal.aborted; reads++) {
        if (!(await store.fetch("key", join(folder, "back"), signal))) continue;
        const seen = readFileSync(join(folder, "back"));
        expect(seen.equals(large) || seen.equals(other)).toBe(true);
      }
      await storing;
      expect(reads).toBeGreaterThan(0);
    });

    it.runIf(lists)("lists by the beginning of keys, and removes", async () => {
      const store = await open();
      for (const key of ["ab/run.json", "ab/files/1", "abc/run.json", "b"]) await store.store(key, small, signal);
      expect(await store.list("", signal)).toEqual(["ab/files/1", "ab/run.json", "abc/run.json", "b"]);
      expect(await store.list("ab/", signal)).toEqual(["ab/files/1", "ab/run.json"]);
      expect(await store.list("abc", signal)).toEqual(["abc/run.json"]);
      expect(await store.list("none/", signal)).toEqual([]);
      await store.remove("ab/files/1", signal);
      await store.remove("ab/files/1", signal);
      expect(await store.list("ab", signal)).toEqual(["ab/run.json", "abc/run.json"]);
    });

    it.runIf(!lists)("says that it cannot list or remove", async () => {
      const store = await open();
      expect(await store.list("", signal)).toBeUndefined();
      await expectFailure(store.remove("key", signal), "removes nothing");
    });

    it("refuses keys that climb, or are none", async () => {
      const store = await open();
      for (const key of [
        "",
        "/etc/passwd",
        "../up",
        "a/../../up",
        "a//b",
        "a/",
        ".hidden",
        "A",
        "a\\b",
        "a.tmp",
        "가",
      ]) {
        await expect(store.store(key, small, signal), key).rejects.toThrow(UserError);
        await expect(store.read(key, signal), key).rejects.toThrow(UserError);
      }
      await expect(store.list("../", signal)).rejects.toThrow(UserError);
    });

    it("ends when it is told to, and leaves nothing half", async () => {
      const [store, folder] = [await open(), temporaryFolder()];
      await expect(store.has("key", AbortSignal.abort(new Error("told to")))).rejects.toThrow("told to");
      for (const delay of [0, 5, 30]) {
        const ending = new AbortController();
        setTimeout(() => {
          ending.abort(new Error("told to"));
        }, delay);
        const stored = await store.store("key", large, ending.signal).catch(String);
        expect([undefined, "Error: told to"]).toContain(stored);
      }
      if (await store.fetch("key", join(folder, "back"), signal)) {
        expect(readFileSync(join(folder, "back")).equals(large)).toBe(true);
      }
    });

    it("names a file that is not there, or cannot be written", async () => {
      const [store, folder] = [await open(), temporaryFolder()];
      await expectFailure(store.store("key", { file: join(folder, "none") }, signal), "ENOENT");
      await store.store("key", small, signal);
      await expectFailure(store.fetch("key", join(folder, "no/folder"), signal), "ENOENT");
    });

    describe.runIf(openAt)("where nothing answers", () => {
      it.each([
        ["a port that is closed", closedPort, "ECONNREFUSED"],
        ["a server that takes a connection and says nothing", silentServer, "no answer within 0.5 s"],
      ])("fails soon, in words without secrets: %s", async (_, serve, reason) => {
        const store = openAt?.(await serve());
        if (store === undefined) throw new Error("expected a place");
        const folder = temporaryFolder();
        const calls = [
          () => store.has("key", signal),
          () => store.read("key", signal),
          () => store.fetch("key", join(folder, "back"), signal),
          () => store.store("key", large, signal),
          ...(lists ? [() => store.list("", signal), () => store.remove("key", signal)] : []),
        ];
        const started = Date.now();
        for (const call of calls) {
          const message = await expectFailure(call(), reason);
          expect(message).toContain(store.place);
          expect(message).not.toContain(secret);
        }
        expect(Date.now() - started).toBeLessThan(5000);
        expect(readdirSync(folder)).toEqual([]);
      });
    });
  });
}

/** @returns the message of a call that must fail with a StoreError. */
export async function expectFailure(call: Promise<unknown>, reason: string): Promise<string> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof StoreError)) throw new Error("expected a StoreError", { cause: error });
  expect(error.message).toContain(reason);
  return error.message;
}

/** A folder that is there while a test runs. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "object-stores-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** 20 MB of which no two pieces are the same. */
function pattern(seed: string): Buffer {
  const bytes = Buffer.alloc(20 * 2 ** 20);
  for (let at = 0, hash = Buffer.from(seed); at < bytes.length; at += 2 ** 16) {
    hash = createHash("sha256").update(hash).digest();
    bytes.fill(hash, at, at + 2 ** 16);
  }
  return bytes;
}
