import { createSecretKey } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Interruption } from "@dalmeum/contracts";
import { openObjectStore } from "@dalmeum/object-stores";
import { folderOf, silentReporter } from "@dalmeum/testing";
import { describe, expect, it, vi } from "vitest";
import { storedCheckpoint } from "../src/index.ts";
import type { RunStore } from "../src/store/run-store.ts";

const IDENTITY = "a".repeat(64);
const OTHER = "b".repeat(64);
const FILES = { "checkpoint.safetensors": "step 1", "metrics.jsonl": '{"step":1}\n' };

function storeIn(folder: string, key = "k", signal = new AbortController().signal): RunStore {
  const objects = openObjectStore(folder, { root: folder, environment: {} });
  return { objects, key: createSecretKey(Buffer.from(key)), signal };
}

function checkpointOf(store: RunStore, { identity = IDENTITY, every = 0.05 } = {}) {
  const said: string[] = [];
  const reporter = { ...silentReporter, say: (line: string) => said.push(line) };
  return { ...storedCheckpoint(store, { identity, every, reporter }), said };
}

const read = (folder: string, file: keyof typeof FILES): string => readFileSync(join(folder, file), "utf8");

describe("a checkpoint in the store", () => {
  it("is what another machine goes on from, as it was when it was stored last", async () => {
    const place = folderOf({});
    const [here, there] = [folderOf(FILES), folderOf({})];
    const first = checkpointOf(storeIn(place));
    expect(await first.fetch(there)).toBe(false);
    const keeping = first.keep(here);
    await vi.waitFor(() => {
      expect(existsSync(join(place, IDENTITY, "checkpoint.json"))).toBe(true);
    });
    writeFileSync(join(here, "checkpoint.safetensors"), "step 2");
    await vi.waitFor(async () => {
      expect(await checkpointOf(storeIn(place)).fetch(there)).toBe(true);
      expect(read(there, "checkpoint.safetensors")).toBe("step 2");
    });
    expect(read(there, "metrics.jsonl")).toBe(FILES["metrics.jsonl"]);
    await keeping.stop();
    await first.remove();
    expect(await checkpointOf(storeIn(place)).fetch(folderOf({}))).toBe(false);
    expect(existsSync(join(place, IDENTITY, "checkpoint.safetensors"))).toBe(false);
  });

  it("is stored a last time where a person stops the run", async () => {
    const place = folderOf({});
    const controller = new AbortController();
    const keeping = checkpointOf(storeIn(place, "k", controller.signal), { every: 1000 }).keep(folderOf(FILES));
    controller.abort(new Interruption("SIGTERM"));
    await keeping.stop();
    expect(await checkpointOf(storeIn(place)).fetch(folderOf({}))).toBe(true);
  });

  it.each([
    ["signed with another key", (place: string) => checkpointOf(storeIn(place, "other")), /its signature is not right/],
    [
      "changed",
      (place: string) => {
        writeFileSync(join(place, IDENTITY, "checkpoint.safetensors"), "step 9");
        return checkpointOf(storeIn(place));
      },
      undefined,
    ],
    [
      "another run's",
      (place: string) => {
        mkdirSync(join(place, OTHER));
        for (const file of ["checkpoint.json", "checkpoint.safetensors", "metrics.jsonl"]) {
          writeFileSync(join(place, OTHER, file), readFileSync(join(place, IDENTITY, file)));
        }
        return checkpointOf(storeIn(place), { identity: OTHER });
      },
      undefined,
    ],
  ])("that is %s is none", async (_, reader, said) => {
    const place = folderOf({});
    const controller = new AbortController();
    const keeping = checkpointOf(storeIn(place, "k", controller.signal), { every: 1000 }).keep(folderOf(FILES));
    controller.abort(new Interruption("SIGTERM"));
    await keeping.stop();
    const there = folderOf({});
    const { fetch, said: told } = reader(place);
    expect(await fetch(there)).toBe(false);
    expect(existsSync(join(there, "checkpoint.safetensors"))).toBe(false);
    expect(told.join("\n")).toMatch(said ?? /^$/);
  });

  it("that cannot be stored stops no training", async () => {
    const { keep, said } = checkpointOf(storeIn(join(folderOf({}), "gone")));
    const keeping = keep(folderOf(FILES));
    await vi.waitFor(() => {
      expect(said).toHaveLength(1);
    });
    await keeping.stop();
    expect(said[0]).toMatch(/^its checkpoints cannot be kept in the store: .*found nothing, expected a folder/);
  });
});
