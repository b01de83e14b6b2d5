import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { downloadBlob } from "../../src/hub/download-blob.ts";
import { repository, revision, startHub, weights, weightsHash } from "./start-hub.ts";

/** The id of a process that is gone. */
const gone = (): number => spawnSync(process.execPath, ["--version"]).pid;

it("goes on where the connection broke", async () => {
  const hub = await startHub();
  hub.breaks.push(1000, 5000);
  const progress = await hub.fetch();
  expect(hub.ranges()).toEqual([undefined, "bytes=1000-", "bytes=6000-"]);
  expect(hub.read("model.safetensors")).toEqual(weights);
  expect(progress.map(([done]) => done)).toContain(19 + 1000);
});

it("goes on where a process that is gone has stopped", async () => {
  const hub = await startHub();
  mkdirSync(hub.blobs, { recursive: true });
  writeFileSync(join(hub.blobs, `${weightsHash}.${gone()}.incomplete`), weights.subarray(0, 1000));
  const progress = await hub.fetch();
  expect(hub.ranges()).toEqual(["bytes=1000-"]);
  expect(hub.read("model.safetensors")).toEqual(weights);
  expect(progress[0]).toEqual([1000, 19 + weights.length]);
  expect(hub.blobNames()).toHaveLength(3);
});

it("starts anew where such a process has left other bytes", async () => {
  const hub = await startHub();
  mkdirSync(hub.blobs, { recursive: true });
  writeFileSync(join(hub.blobs, `${weightsHash}.${gone()}.incomplete`), new Uint8Array(1000));
  await hub.fetch();
  expect(hub.ranges()).toEqual(["bytes=1000-", undefined]);
  expect(hub.read("model.safetensors")).toEqual(weights);
});

it("leaves alone what a living process downloads", async () => {
  const hub = await startHub();
  const theirs = join(hub.blobs, `${weightsHash}.${process.ppid}.incomplete`);
  mkdirSync(hub.blobs, { recursive: true });
  writeFileSync(theirs, weights.subarray(0, 1000));
  await hub.fetch();
  expect(hub.ranges()).toEqual([undefined]);
  expect(readFileSync(theirs)).toHaveLength(1000);
});

it("keeps what has arrived when the person stops it, and goes on from there", async () => {
  const hub = await startHub();
  hub.breaks.push(1000, 0);
  const [controller, reason] = [new AbortController(), new Error("stop")];
  const stopped = hub.fetch(controller.signal);
  await vi.waitFor(() => {
    expect(hub.ranges()).toContain("bytes=1000-");
  });
  controller.abort(reason);
  await expect(stopped).rejects.toBe(reason);
  expect(existsSync(join(hub.snapshot, "model.safetensors"))).toBe(false);
  await hub.fetch();
  expect(hub.ranges().at(-1)).toBe("bytes=1000-");
  expect(hub.read("model.safetensors")).toEqual(weights);
});

it("stops while a server sends nothing", async () => {
  const hub = await startHub({
    intercept: ({ host }, response) => {
      if (host === "cdn") response.writeHead(200).write(weights.subarray(0, 500));
      return host === "cdn";
    },
  });
  const [controller, reason] = [new AbortController(), new Error("stop")];
  const stopped = hub.fetch(controller.signal);
  await vi.waitFor(() => {
    expect(hub.ranges()).toHaveLength(1);
  });
  controller.abort(reason);
  await expect(stopped).rejects.toBe(reason);
});

it("starts anew with a server that gives the whole file each time", async () => {
  const answers = [weights.subarray(0, 500), weights];
  const hub = await startHub({
    intercept: ({ host }, response) => {
      if (host === "cdn") response.writeHead(200).end(answers.shift());
      return host === "cdn";
    },
  });
  await hub.fetch();
  expect(hub.ranges()).toEqual([undefined, "bytes=500-"]);
  expect(hub.read("model.safetensors")).toEqual(weights);
});

it("gives up after some attempts that bring nothing", async () => {
  const hub = await startHub();
  hub.breaks.push(0, 0, 0, 0);
  const signal = new AbortController().signal;
  const file = { name: "model.safetensors", size: weights.length, etag: weightsHash };
  const url = `${hub.endpoint}/${repository}/resolve/${revision}/${file.name}`;
  const blobs = hub.blobs;
  const download = downloadBlob({ file, url, blobs, fetch, signal, onBytes: () => undefined, pauses: [0, 1, 1] });
  await expect(download).rejects.toThrow(TypeError);
  expect(hub.ranges()).toHaveLength(3);
});
