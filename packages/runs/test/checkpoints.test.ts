import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Interruption } from "@dalmeum/contracts";
import { folderOf, silentReporter } from "@dalmeum/testing";
import { describe, expect, it, vi } from "vitest";
import { storedCheckpoint } from "../src/index.ts";

const IDENTITY = "a".repeat(64);
const OTHER = "b".repeat(64);
const FILES = { "checkpoint.safetensors": "step 1", "metrics.jsonl": '{"step":1}\n' };

/** A thread begins with compiling what it runs. */
const PATIENCE = 20_000;
const KEY = "TURBO_REMOTE_CACHE_SIGNATURE_KEY";

function checkpointIn(
  place: string,
  { key = "k", identity = IDENTITY, every = 0.05, signal = new AbortController().signal } = {},
) {
  const said: string[] = [];
  const reporter = { ...silentReporter, say: (line: string) => said.push(line) };
  const environment = { DALMEUM_RUNS: place, [KEY]: key };
  return { ...storedCheckpoint({ root: place, environment, identity, every, reporter, signal }), said };
}

/** As a machine leaves it that a person stops. */
async function leave(place: string): Promise<void> {
  const controller = new AbortController();
  const keeping = checkpointIn(place, { every: 1000, signal: controller.signal }).keep(folderOf(FILES));
  controller.abort(new Interruption("SIGTERM"));
  await keeping.stop();
}

const read = (folder: string, file: keyof typeof FILES): string => readFileSync(join(folder, file), "utf8");

describe("a checkpoint in the store", () => {
  it("is what another machine goes on from, as it was when it was stored last", async () => {
    const place = folderOf({});
    const [here, there] = [folderOf(FILES), folderOf({})];
    const first = checkpointIn(place);
    expect(await first.fetch(there)).toBe(false);
    const keeping = first.keep(here);
    await vi.waitFor(() => {
      expect(existsSync(join(place, IDENTITY, "checkpoint.json"))).toBe(true);
    }, PATIENCE);
    writeFileSync(join(here, "checkpoint.safetensors"), "step 2");
    await vi.waitFor(async () => {
      expect(await checkpointIn(place).fetch(there)).toBe(true);
      expect(read(there, "checkpoint.safetensors")).toBe("step 2");
    }, PATIENCE);
    expect(read(there, "metrics.jsonl")).toBe(FILES["metrics.jsonl"]);
    await keeping.stop();
    await first.remove();
    expect(await checkpointIn(place).fetch(folderOf({}))).toBe(false);
    expect(existsSync(join(place, IDENTITY, "checkpoint.safetensors"))).toBe(false);
  });

  it("is stored a last time where a person stops the run", async () => {
    const place = folderOf({});
    await leave(place);
    expect(await checkpointIn(place).fetch(folderOf({}))).toBe(true);
  });

  it.each([
    ["signed with another key", (place: string) => checkpointIn(place, { key: "other" }), /its signature is not right/],
    [
      "changed",
      (place: string) => {
        writeFileSync(join(place, IDENTITY, "checkpoint.safetensors"), "step 9");
        return checkpointIn(place);
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
        return checkpointIn(place, { identity: OTHER });
      },
      undefined,
    ],
  ])("that is %s is none", async (_, reader, said) => {
    const place = folderOf({});
    await leave(place);
    const there = folderOf({});
    const { fetch, said: told } = reader(place);
    expect(await fetch(there)).toBe(false);
    expect(existsSync(join(there, "checkpoint.safetensors"))).toBe(false);
    expect(told.join("\n")).toMatch(said ?? /^$/);
  });

  it("that cannot be stored stops no training", async () => {
    const { keep, said } = checkpointIn(join(folderOf({}), "gone"));
    const keeping = keep(folderOf(FILES));
    await vi.waitFor(() => {
      expect(said).toHaveLength(1);
    }, PATIENCE);
    await keeping.stop();
    expect(said[0]).toMatch(/^its checkpoints cannot be kept in the store: .*found nothing, expected a folder/);
  });
});
