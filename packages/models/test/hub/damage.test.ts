import { readFileSync, realpathSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Hub, model, startHub, text, weights } from "./start-hub.ts";

const index = { metadata: {}, weight_map: { a: "model-00001-of-00001.safetensors" } };
const sharded = {
  "config.json": text("{}"),
  "tokenizer.json": text('{"version":"1.0"}'),
  "model.safetensors.index.json": text(JSON.stringify(index)),
  "model-00001-of-00001.safetensors": weights,
};

/** Change a byte of a file in the cache. */
function damage(hub: Hub, name: string): string {
  const blob = realpathSync(join(hub.snapshot, name));
  const bytes = readFileSync(blob);
  bytes.writeUInt8((bytes[0] ?? 0) ^ 1);
  writeFileSync(blob, bytes);
  return blob;
}

describe("a file that was damaged since", () => {
  let hub: Hub;
  beforeEach(async () => {
    hub = await startHub();
    await hub.fetch();
  });

  it.each(["config.json", "tokenizer.json", "model.safetensors"] as const)("is downloaded anew: %s", async (name) => {
    damage(hub, name);
    expect((await hub.fetch()).at(-1)).toEqual([model[name].length, model[name].length]);
    expect(hub.read(name)).toEqual(model[name]);
    expect(await hub.fetch()).toEqual([]);
  });

  it("is downloaded anew where its end is missing", async () => {
    truncateSync(realpathSync(join(hub.snapshot, "model.safetensors")), 10);
    await hub.fetch();
    expect(hub.read("model.safetensors")).toEqual(weights);
  });

  it("is named where nothing may be asked for, and left", async () => {
    damage(hub, "model.safetensors");
    const before = hub.read("model.safetensors");
    vi.stubEnv("HF_HUB_OFFLINE", "1");
    await expect(hub.fetch()).rejects.toThrow(
      /^team\/tiny@\w+: \S+\/model\.safetensors: found other content .* it is damaged, and HF_HUB_OFFLINE is set\. Unset it/,
    );
    expect(hub.read("model.safetensors")).toEqual(before);
  });

  it("is named, also where the hub cannot be reached then", async () => {
    damage(hub, "config.json");
    vi.stubEnv("HF_ENDPOINT", "http://127.0.0.1:2");
    await expect(hub.fetch()).rejects.toThrow(/cannot be reached/);
    expect(hub.said).toEqual([
      expect.stringMatching(/^team\/tiny: config\.json in \S+ was damaged, .* downloaded anew$/),
    ]);
  });

  it("is not read again while its size and time are what they were", async () => {
    const blob = realpathSync(join(hub.snapshot, "model.safetensors"));
    const { atime, mtime } = statSync(blob);
    utimesSync(blob, atime, mtime);
    expect(await hub.fetch()).toEqual([]);
    damage(hub, "model.safetensors");
    utimesSync(blob, atime, mtime);
    expect(await hub.fetch()).toEqual([]);
  });
});

it.each(["model.safetensors.index.json", "model-00001-of-00001.safetensors"] as const)(
  "shards and their index are looked at: %s",
  async (name) => {
    const hub = await startHub({ files: sharded });
    await hub.fetch();
    damage(hub, name);
    await hub.fetch();
    expect(hub.read(name)).toEqual(sharded[name]);
  },
);

it("a damaged blob that is there already is not taken for a file", async () => {
  const hub = await startHub();
  await hub.fetch();
  const blob = damage(hub, "model.safetensors");
  // As where another commit, which this one shares it with, has it.
  rmSync(hub.snapshot, { recursive: true });
  await hub.fetch();
  expect(new Uint8Array(readFileSync(blob))).toEqual(weights);
});
